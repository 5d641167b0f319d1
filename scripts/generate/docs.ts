import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SEGMENTS } from '../../src/iceoryx/config.ts';
import type { MemPool } from '../../src/iceoryx/config.ts';
import { fill } from '../../src/iceoryx/messages.ts';
import { EXIT_CODES, THEMES } from '../../src/iceoryx/signatures.ts';
import type { Explanation, Place, Signature } from '../../src/iceoryx/signatures.ts';
import { PROVEN_RELEASES, RELEASES } from '../../src/iceoryx/release.ts';
import { sharedMemorySize } from '../../src/iceoryx/size.ts';
import { explanations } from '../../src/commands/render/render-all.ts';
import { settingsFor } from '../../src/commands/render/settings.ts';
import { fileOf } from '../../src/commands/render/sources.ts';
import { sizingOf } from '../../src/commands/size/sizing.ts';
import { topicOfWords } from '../../src/commands/size/topics.ts';
import { sizingInWords } from '../../src/commands/size/view.ts';
import { AGENT_IMAGE } from '../../src/commands/usage.ts';
import { plain } from '../../src/terminal/paint.ts';
import { cell, code, table } from './markdown.ts';
import { messagePools } from './ros2-pools.ts';

type Parts = Readonly<Record<string, () => string>>;

/** The parts of pages between `<!-- generated: NAME -->` and `<!-- end -->`; the rest is written by hand. */
const PAGES: Readonly<Record<string, Parts>> = {
  'docs/iceoryx.md': {
    constants,
    example: () => `${exampleSpec()}\n\n${poolTable(EXAMPLE)}`,
    'example sizes': () => sizeTable([{ mempools: EXAMPLE }]),
    'default sizes': () => sizeTable(DEFAULT_SEGMENTS),
    names,
    messages: () => Object.entries(THEMES).map(themeSection).join('\n\n'),
    'exit codes': exitTable,
  },
  'docs/ros2.md': { 'message pools': messagePools },
  'docs/kubectl/render.md': { render: exampleExplanation },
  'docs/kubectl/size.md': { size: exampleSizing },
};

const EXAMPLE: readonly MemPool[] = [
  { size: 1_024, count: 1_000 },
  { size: 4_194_304, count: 20 },
];

/**
 * The pages for users with their tables.
 * @throws an Error when a page asks for a part that does not exist, or leaves one out
 */
export async function docFiles(root: string): Promise<[path: string, text: string][]> {
  return Promise.all(
    Object.entries(PAGES).map(async ([path, parts]): Promise<[string, string]> => [
      path,
      withParts(path, await readFile(join(root, path), 'utf8'), parts),
    ]),
  );
}

function withParts(path: string, page: string, parts: Parts): string {
  const used = new Set<string>();
  const text = page.replace(
    /(?<begin><!-- generated: (?<name>[^>]*) -->\n)[^]*?(?<end><!-- end -->)/g,
    (_, begin: string, name: string, end: string) => {
      const part = parts[name];
      if (part === undefined) {
        throw new Error(`${path} wants '${name}'; there are: ${Object.keys(parts).join(', ')}`);
      }
      used.add(name);
      return `${begin}\n${part()}\n\n${end}`;
    },
  );
  const unused = Object.keys(parts).filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw new Error(`${path} has no part '<!-- generated: … -->' for ${unused.join(', ')}`);
  }
  return text;
}

/** What the command above it prints. */
function exampleSizing(): string {
  const words = ['name=camera,size=6Mi,publishers=2,subscribers=3,queue=4', 'ros=sensor_msgs/LaserScan:1081'];
  const sizing = sizingOf(words.map(topicOfWords), 20, '2.0', 'x86-64');
  return `\`\`\`\n${sizingInWords(sizing, { paint: plain, width: 120 })}\`\`\``;
}

/** What `render --explain` prints. */
function exampleExplanation(): string {
  const text = readFileSync(join(import.meta.dirname, '../../examples/perception.yaml'), 'utf8');
  const options = { kubernetes: '1.36', agentImage: AGENT_IMAGE };
  const settings = settingsFor(options, [fileOf('perception.yaml', text)], []);
  return `\`\`\`\n${explanations(settings, undefined, undefined).trimEnd()}\n\`\`\``;
}

/** Without separators, as in logs: people search for it. */
const number = String;

function mebibytes(bytes: bigint): string {
  return `${(Number(bytes) / 1024 / 1024).toFixed(1)} MiB`;
}

function constants(): string {
  return table(
    ['release', 'header', 'base (x86-64)', 'chunks up to'],
    PROVEN_RELEASES.map(({ id, chunkHeaderBytes, management, mempools }) => [
      id,
      number(chunkHeaderBytes),
      number(management.baseBytes['x86-64'] ?? 0n),
      mempools.maxSize < 2n ** 32n ? '4 GiB' : 'more than there is memory',
    ]),
  );
}

function exampleSpec(): string {
  const lines = [
    'spec:',
    '  roudi:',
    '    segments:',
    '      - mempools:',
    ...EXAMPLE.map(({ size, count }) => `          - { size: ${size}, count: ${count} }`),
  ];
  return ['```yaml', ...lines, '```'].join('\n');
}

function poolTable(pools: readonly MemPool[]): string {
  return table(
    ['pool', ...PROVEN_RELEASES.map(({ id }) => `data bytes, ${id}`)],
    pools.map((pool) => [
      `${number(pool.count)} × ${number(pool.size)}`,
      ...PROVEN_RELEASES.map((release) => {
        const [bytes = 0n] = sharedMemorySize([{ mempools: [pool] }], release).dataBytes;
        return `${number(pool.count)} × (${number(pool.size)} + ${release.chunkHeaderBytes}) = ${number(bytes)}`;
      }),
    ]),
  );
}

function sizeTable(segments: Parameters<typeof sharedMemorySize>[0]): string {
  return table(
    ['release', 'management segment', 'data segment', 'tmpfs, in whole pages'],
    PROVEN_RELEASES.map((release) => {
      const { managementBytes, dataBytes, tmpfsBytes } = sharedMemorySize(segments, release);
      const data = dataBytes.map(number).join(' + ');
      return [release.id, number(managementBytes), data, `${number(tmpfsBytes)} (${mebibytes(tmpfsBytes)})`];
    }),
  );
}

function names(): string {
  const releases = Object.values(RELEASES);
  const row = (what: string, pick: (names: (typeof releases)[number]['names']) => string): string[] => [
    what,
    ...releases.map(({ names }) => pick(names)),
  ];
  return table(
    ['what', ...releases.map(({ id }) => id)],
    [
      row('management segment', (names) => code(`/dev/shm/${names.managementSegment}`)),
      row('data segment of a group', (names) => code(`/dev/shm/${names.dataSegment('GROUP')}`)),
      row("RouDi's socket", (names) => code(`/tmp/${names.roudiSocket}`)),
      row("RouDi's locks", (names) => names.roudiLocks.map((lock) => code(`/tmp/${lock}`)).join(', ')),
      row("an app's socket", (names) => code(`/tmp/${names.appSocket('NAME')}`)),
      row("an app's lock", (names) => code(`/tmp/${names.appLock('NAME')}`)),
    ],
  );
}

function themeSection([theme, signatures]: [string, readonly Signature[]]): string {
  return `### ${theme}\n\n${signatures.map(entry).join('\n\n')}`;
}

function entry(signature: Signature): string {
  const { id, says, meaning, cause, remedy } = signature;
  return [
    `#### ${id}`,
    '',
    ...says.map((text) => `- ${code(text)}`),
    '',
    `**${about(signature)}** ${fill(meaning)}`,
    '',
    `Cause: ${fill(cause)}`,
    '',
    `Remedy: ${fill(remedy)}`,
  ].join('\n');
}

const SPEAKERS = { roudi: 'RouDi', app: 'app' } as const;
const PLACES = {
  TerminationMessage: 'termination message',
  Log: 'log',
  ExitCode: 'exit code',
  Transient: 'or for a moment only, before all containers are restarted',
} as const;

function places(seenIn: readonly Place[]): string {
  return seenIn.map((place) => PLACES[place]).join(', ');
}

function about({ severity, saidBy, releases, seenIn, provenOn }: Explanation): string {
  const proof = provenOn.length === 0 ? 'not reproduced' : `reproduced with ${provenOn.join(' and ')}`;
  const who = saidBy.map((speaker) => SPEAKERS[speaker]).join(' or ');
  return `${severity}, ${who} ${releases.join(', ')}; ${places(seenIn)}; ${proof}.`;
}

function exitTable(): string {
  return table(
    ['code', 'name', 'who', 'where', 'meaning', 'cause', 'remedy'],
    EXIT_CODES.map(({ id, codes, reason, saidBy, releases, seenIn, meaning, cause, remedy }) => [
      `${codes.join(', ')}${reason === undefined ? '' : `, reason ${reason}`}`,
      id,
      `${saidBy.map((speaker) => SPEAKERS[speaker]).join(', ')} ${releases.join(', ')}`,
      places(seenIn),
      cell(fill(meaning)),
      cell(fill(cause)),
      cell(fill(remedy)),
    ]),
  );
}
