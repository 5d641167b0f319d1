import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { parseAllDocuments } from 'yaml';
import manifest from '../../../package.json' with { type: 'json' };
import { pluginDirectory } from '../../../lab/operator/plugin.ts';
import { AGENT_IMAGE } from '../../../src/commands/usage.ts';
import { commandsOf, type Printed, valuesOf, wordsOf } from '../../support/printed-commands.ts';

/*
 * Commands that people paste. Those that need a cluster are run as printed by test/node/getting-started.test.ts. Those
 * that need none are run here, and for all others it is checked that what they name exists.
 */

const GUIDES = ['README.md', 'docs/getting-started.md'];
const PAGES = ['README.md', ...globSync('docs/{*,kubectl/*}.md').toSorted()];
const COMMANDS = PAGES.flatMap(commandsOf);
const ofGuides = COMMANDS.filter(({ page }) => GUIDES.includes(page));
const DOCKERFILE = readFileSync('Dockerfile', 'utf8');

const isPlaceholder = (word: string): boolean => /^[A-Z][A-Z0-9-]*$|[<>…]/.test(word) || word === '-';
const startsWith =
  (...words: readonly string[]) =>
  (command: Printed): boolean =>
    words.every((word, index) => wordsOf(command)[index] === word);
const isBuild = (command: Printed): boolean => /^(?:docker(?: buildx)?|podman|buildah) build /.test(command.text);

/** Whether it is a command of the program that needs no cluster, ends by itself and changes nothing. */
function isLocal(command: Printed): boolean {
  const [, , name = '', ...words] = wordsOf(command);
  return (
    startsWith('kubectl', 'iceoryx')(command) &&
    (['render', 'inject'].includes(name) ||
      (name === 'size' && words.includes('--topic')) ||
      (name === 'explain' && words.includes('-f'))) &&
    !words.some(isPlaceholder)
  );
}

/** Without what another program does with the output. */
const alone = ({ text }: Printed): string => text.split(/ +(?:\||#) /)[0] ?? '';
const RUN_HERE = COMMANDS.filter(isLocal);

test('there are commands to check', (t) => {
  t.true(COMMANDS.length > 40, `${COMMANDS.length}`);
  t.true(ofGuides.length > 20, `${ofGuides.length}`);
  t.true(RUN_HERE.length > 2, `${RUN_HERE.length}`);
});

for (const [text, printed] of Map.groupBy(RUN_HERE, alone)) {
  const pages = new Set(printed.map(({ page }) => page));
  test(`${[...pages].join(', ')}: the printed command works: ${text}`, async (t) => {
    // kubectl calls this program.
    const direct = text.replace(/^kubectl iceoryx /, 'kubectl-iceoryx ');
    const PATH = [await pluginDirectory(), process.env['PATH']].join(delimiter);
    const { stdout } = await promisify(execFile)('sh', ['-c', direct], { env: { ...process.env, PATH } });
    t.regex(stdout, /Deployment|StatefulSet|Job|IceoryxProfile|mempools/);
  });
}

test('every program in the guides is one that readers are told to have, or have anyway', (t) => {
  const programs = new Set(ofGuides.map((command) => wordsOf(command)[0] ?? ''));
  t.deepEqual(
    [...programs].filter((name) => !/^(?:docker|kind|helm|kubectl|npm|npx|export)$/.test(name)),
    [],
  );
});

test('every file and directory that a command reads exists in the repository', (t) => {
  let files = 0;
  for (const command of COMMANDS) {
    const words = wordsOf(command);
    const named = [
      ...valuesOf(words, '--values', '--filename', '-k', '--kustomize'),
      ...(words.includes('logs') ? [] : valuesOf(words, '-f')),
      ...(words[0] === 'helm' ? words.filter((word) => word.startsWith('helm/') || word.startsWith('./')) : []),
      ...words.filter((word) => /^(?:src|lab|bench|scripts|test)\/.*\.ts$/.test(word)),
    ];
    for (const file of named.filter((name) => !isPlaceholder(name))) {
      files += 1;
      t.true(existsSync(file), `${command.page}: ${command.text}: there is no ${file}`);
    }
  }
  t.true(files > 15, `${files}`);
});

test('a command applies a directory only if it contains nothing but manifests', (t) => {
  for (const command of COMMANDS.filter(startsWith('kubectl', 'apply'))) {
    for (const directory of valuesOf(wordsOf(command), '-f').filter((name) => name.endsWith('/'))) {
      t.false(existsSync(`${directory}kustomization.yaml`), command.text);
    }
  }
});

test('every image is built from a target of the Dockerfile, with options of docker, podman and buildah', (t) => {
  const targets = new Set(
    [...DOCKERFILE.matchAll(/^FROM .* AS (?<name>\S+)$/gm)].map(({ groups }) => groups?.['name']),
  );
  const builds = COMMANDS.filter(isBuild);
  t.true(builds.length > 5, `${builds.length}`);
  for (const command of builds) {
    const words = wordsOf(command);
    const [target] = valuesOf(words, '--target');
    t.true(targets.has(target), command.text);
    for (const argument of valuesOf(words, '--build-arg')) {
      t.regex(DOCKERFILE, new RegExp(`^ARG ${argument.split('=')[0]}=`, 'm'), command.text);
    }
    const options = words.filter((word) => word.startsWith('-')).map((word) => word.split('=')[0] ?? '');
    t.deepEqual(
      options.filter((option) => !['--target', '--tag', '--build-arg', '--file', '--secret'].includes(option)),
      [],
      `${command.page}: ${command.text}`,
    );
    t.is(words.at(-1), '.');
  }
});

test('the images that a guide brings to the cluster, and those of its example, are those that it builds', (t) => {
  for (const page of GUIDES) {
    const commands = commandsOf(page);
    const built = commands.filter(isBuild).flatMap((command) => valuesOf(wordsOf(command), '--tag'));
    t.is(built.length, 4, page);
    t.true(built.includes(`iceoryx.invalid/iceoryx-operator:${manifest.version}`), page);
    t.true(built.includes(AGENT_IMAGE), page);
    const isMove = (command: Printed): boolean =>
      startsWith('kind', 'load')(command) || startsWith('docker', 'save')(command);
    for (const command of commands.filter(isMove)) {
      t.deepEqual(
        wordsOf(command).filter((word) => word.startsWith('iceoryx.invalid/')),
        built,
        command.text,
      );
    }
    const [hello] = parseAllDocuments(readFileSync('examples/hello.yaml', 'utf8')).map((document) =>
      JSON.stringify(document.toJS()),
    );
    const used = [...(hello ?? '').matchAll(/"image":"(?<image>[^"]+)"/g)].map(({ groups }) => groups?.['image'] ?? '');
    t.is(used.length, 3);
    t.deepEqual(
      used.filter((image) => !built.includes(image)),
      [],
      page,
    );
  }
});

test('an upgrade of a chart keeps the values of its installation', (t) => {
  const upgrades = COMMANDS.filter(startsWith('helm', 'upgrade'));
  t.true(upgrades.length > 2, `${upgrades.length}`);
  for (const command of upgrades) {
    t.true(wordsOf(command).includes('--reset-then-reuse-values'), `${command.page}: ${command.text}`);
  }
});

test('commands of the program work with any installed Node', (t) => {
  for (const { page, text } of COMMANDS) t.notRegex(text, /(?<!npx )node src\/main\.ts/, `${page}: ${text}`);
});

test('the object in README is the one that its commands apply', (t) => {
  const [, shown] = /```yaml\n(?<code>.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
  t.is(shown, readFileSync('examples/perception.yaml', 'utf8'));
});
