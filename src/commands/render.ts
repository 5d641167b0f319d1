import { escaped } from '../text.ts';
import { explanationOf, jsonOf, yamlOf } from './render/output.ts';
import { IceoryxDeploymentModel } from '../api/iceoryx-deployment.ts';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { type Domains, inNamespace, type Rendering, rendering } from './render/rendering.ts';
import { type File, filesOf } from './render/sources.ts';
import type { OwnImages } from '../controllers/deployment/observe.ts';
import { AGENT_IMAGE, agentImage, defaultImage, oneOf, parseOptions, UsageError } from './usage.ts';

const USAGE = `usage: npx node src/main.ts render -f FILE [-f FILE…] [OPTION…]

Prints the Deployments that the operator would make from IceoryxDeployments in YAML or JSON files, without a cluster.
Other objects are ignored; lists are expanded. The files must contain the IceoryxDomains that the objects name.

Exit codes: 0 all objects are valid; 1 an object is invalid, or there is none: all problems are on standard error, one a
line, and standard output is empty; 2 the command line is wrong. Warnings are not failures.

  -f, --filename FILE   file to read, - for standard input, or a directory with files ending in .yaml, .yml or .json
  -o, --output FORMAT   yaml (default; with comments on what was added and why) or json (with all computed values)
      --explain         instead of the Deployment, print what was added and computed, and why
      --kubernetes V    version of the nodes (default 1.36); before 1.36 containers cannot be restarted in place
      --default-roudi-image IMAGE
                        the operator's, for objects that name none in spec.roudi.image
      --agent-image IMAGE
                        the operator's (default ${AGENT_IMAGE})
      --agent-image-pull-policy POLICY
                        the operator's: IfNotPresent, Always or Never (default: Kubernetes' own)
`;

/** Prints what the operator would apply for a file, for reviews and CI. */
export async function render(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    filename: { type: 'string', short: 'f', multiple: true },
    output: { type: 'string', short: 'o', default: 'yaml' },
    explain: { type: 'boolean', default: false },
    kubernetes: { type: 'string', default: '1.36' },
    'default-roudi-image': { type: 'string' },
    'agent-image': { type: 'string', default: AGENT_IMAGE },
    'agent-image-pull-policy': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  if (options.filename === undefined) {
    throw new UsageError('-f FILE is missing; give the file with the IceoryxDeployment, or - for standard input');
  }
  const output = oneOf('output', options.output, ['yaml', 'json']);
  const images = {
    defaultImage: defaultImage(options['default-roudi-image']),
    agent: agentImage(options['agent-image'], options['agent-image-pull-policy']),
  };
  const renderings = renderAll(options.filename.flatMap(filesOf), minorOf(options.kubernetes), images);
  process.stdout.write(
    output === 'json'
      ? escaped(`${JSON.stringify(renderings.map(jsonOf), undefined, 2)}\n`)
      : renderings.map(options.explain ? explanationOf : yamlOf).join('---\n'),
  );
}

/** @throws Error with every fault of every object, one per line */
function renderAll(files: readonly File[], minor: number, images: OwnImages): Rendering[] {
  const canRestart = minor >= RESTARTS_IN_PLACE_SINCE;
  const capabilities = {
    restartAllContainers: canRestart,
    because: `nodes of Kubernetes 1.${minor}, as set by --kubernetes, ${canRestart ? '' : 'do not '}declare RestartAllContainersOnContainerExits`,
  };
  const domains = domainsIn(files);
  const results = files.map((file) => {
    const objects = file.sources.filter(({ value }) => IceoryxDeploymentModel.is(value));
    const rendered = objects.map(({ name, value }) => ({ name, ...rendering(value, capabilities, images, domains) }));
    const faults = rendered.flatMap(({ name, problems = [] }) =>
      problems.map(({ path, message }) => `${name}: ${path}: ${message}`),
    );
    return {
      name: file.name,
      renderings: rendered.flatMap((each) => each.rendering ?? []),
      faults: [...file.faults, ...misnamed(file), ...faults],
    };
  });
  const faulty = results.filter(({ faults }) => faults.length > 0);
  if (faulty.length > 0) {
    throw new Error(
      faulty
        .map(({ name, faults }) => [`${name} cannot be rendered`, ...faults.map((fault) => `  ${fault}`)].join('\n'))
        .join('\n'),
    );
  }
  const renderings = results.flatMap((result) => result.renderings);
  if (renderings.length === 0) {
    throw new Error(`there is no IceoryxDeployment in ${files.map(inWords).join(', ')}`);
  }
  return renderings;
}

/** KEP-5532 is beta, and on by default, since this minor version of Kubernetes. */
const RESTARTS_IN_PLACE_SINCE = 36;

/** The IceoryxDomains of the files, as written and without defaults. The operator validates them. */
function domainsIn(files: readonly File[]): Domains {
  const domains = files
    .flatMap(({ sources }) => sources.map(({ value }) => value))
    .filter(isIceoryxDomain)
    .map(inNamespace);
  return new Map(domains.map((domain) => [`${domain.metadata.namespace}/${domain.metadata.name}`, domain]));
}

function isIceoryxDomain(value: unknown): value is IceoryxDomain {
  const { apiVersion, kind } = typeOf(value);
  const { metadata, spec } = (value ?? {}) as Partial<IceoryxDomain>;
  return apiVersion === 'iceoryx.io/v1alpha1' && kind === 'IceoryxDomain' && !!metadata?.name && !!spec?.roudi;
}

/** Objects that look like an IceoryxDeployment but have another kind or apiVersion. */
function misnamed({ sources }: File): string[] {
  return sources
    .filter(({ value }) => !IceoryxDeploymentModel.is(value) && /^iceoryxdeployments?$/i.test(typeOf(value).kind))
    .map(({ name, value }) => {
      const { apiVersion, kind } = typeOf(value);
      return `${name}: it is '${kind}' of '${apiVersion}'; write apiVersion: iceoryx.io/v1alpha1 and kind: IceoryxDeployment`;
    });
}

function typeOf(value: unknown): { apiVersion: string; kind: string } {
  const { apiVersion = '', kind = '' } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown };
  return { apiVersion: String(apiVersion), kind: String(kind) };
}

/** A file with the kinds that it contains, so that users notice a wrong file. */
function inWords({ name, sources }: File): string {
  const kinds = [...new Set(sources.map(({ value }) => typeOf(value).kind).filter(Boolean))];
  return kinds.length === 0 ? name : `${name}, but ${kinds.slice(0, MAX_KINDS).join(', ')}`;
}

const MAX_KINDS = 5;

function minorOf(version: string): number {
  const minor = /^v?1\.(?<minor>\d+)(?:\.\d+)?$/.exec(version)?.groups?.['minor'];
  if (minor === undefined || Number(minor) < 33) {
    throw new UsageError(`--kubernetes '${version}' is not possible; use 1.33 or newer, such as 1.36`);
  }
  return Number(minor);
}
