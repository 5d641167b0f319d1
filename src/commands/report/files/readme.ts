import { table } from '../../../terminal/table.ts';
import { formatSize } from '../../../api/quantity.ts';
import type { Lack } from '../gather/ledger.ts';
import { type Manifest, NEVER } from './manifest.ts';

/** The manifest for people: the file README.txt, the first of the archive. */
export function readmeOf(manifest: Manifest): string {
  const { madeAt, command, anonymous, files, removed, unread, leftOut } = manifest;
  return [
    'Report of the iceoryx operator',
    '',
    `Made at ${madeAt} by: ${command}`,
    'Look through the files before you post them: what is removed is recognised by rules, and rules miss things.',
    '',
    ...heading('Where to begin'),
    '  overview.txt   what there is, what is not well, pods and nodes',
    '  checks.txt     what kubectl iceoryx check says',
    '  findings.txt   what messages in the logs mean (if there are known ones)',
    '  manifest.json  this text for programs',
    '',
    ...heading('Versions'),
    ...versionLines(manifest),
    '',
    ...heading('What is in it'),
    table(
      ['SIZE', 'FILE', ''],
      files.map(({ path, bytes, cut }) => [formatSize(BigInt(bytes)), path, cut === undefined ? '' : `without ${cut}`]),
      { right: [0] },
    ),
    ...heading('What was taken out, and how often'),
    ...(removed.length === 0 ? ['  nothing had to be'] : removed.map(({ what, count }) => `  ${count} ${what}`)),
    '  The same registry has the same number everywhere. Names of images, tags and digests stay.',
    anonymous
      ? '  Nodes and IP addresses have numbers too, the same everywhere.'
      : '  Names of nodes, namespaces and hosts, and IP addresses, are in it; with --anonymous nodes and addresses are not.',
    "  The operator's logs name objects of all namespaces, whatever the report is about.",
    '',
    ...heading('What could not be read'),
    ...lackLines(unread, 'everything could be read'),
    '',
    ...heading('What was left out'),
    ...lackLines([...leftOut, ...NEVER], ''),
    '',
  ].join('\n');
}

function heading(title: string): string[] {
  return [title, '-'.repeat(title.length)];
}

function lackLines(lacks: readonly Lack[], otherwise: string): string[] {
  return lacks.length === 0 ? [`  ${otherwise}`] : lacks.map(({ what, why }) => `  ${what}: ${why}`);
}

function versionLines({ versions }: Manifest): string[] {
  const { client, node, kubernetes, operators, roudi, agents, agentVersions, nodes } = versions;
  return [
    `  kubectl-iceoryx: ${client}, Node ${node}`,
    `  Kubernetes: ${kubernetes ?? 'the API server does not tell'}`,
    ...(operators.length === 0 ? ['  operator: none was found'] : []),
    ...operators.map(({ name, image, chart }) => `  operator: ${name}, image ${image}, chart ${chart || 'unknown'}`),
    ...counted('image of RouDi', 'pod', roudi),
    ...counted('image of the agent', 'pod', agents),
    ...counted('agent', 'pod', agentVersions),
    ...counted('nodes', 'node', nodes),
  ];
}

function counted(what: string, of: string, counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).map(
    ([version, count]) => `  ${what}: ${version} (${count} ${of}${count === 1 ? '' : 's'})`,
  );
}
