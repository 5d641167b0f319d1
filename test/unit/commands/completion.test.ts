import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument, Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import test from 'ava';
import { until } from '../../../lab/host/until.ts';
import { type Names, namesOf } from '../../../src/commands/completion/arguments.ts';
import { completions, type Lookup, type Place } from '../../../src/commands/completion/candidates.ts';
import { liveNames } from '../../../src/commands/completion/live.ts';
import { program } from '../../../src/commands/program.ts';
import { FakeApiServer } from '../../fake-api-server/fake-api-server.ts';

/** A program with everything that completion has to read. */
function tree(): CommandUnknownOpts {
  const size = new Command('size')
    .summary('compute pools: all of them')
    .argument('[name]')
    .option('-n, --namespace <name>', 'namespace (default: your own); one')
    .option('-A, --all-namespaces', 'all: every one')
    .option('--context <name>', 'context')
    .option('--kubeconfig <path>', 'kubeconfig')
    .option('-f, --filename <file>', 'file')
    .option('--spare <percent>', 'more')
    .addOption(new Option('--secret').hideHelp())
    .addOption(new Option('-o, --output <format>', 'format').choices(['json', 'yaml']));
  const shell = new Command('shell').addArgument(new Argument('<name>').choices(['bash', 'zsh']));
  return new Command('test').addCommand(size).addCommand(shell).addCommand(new Command('hidden'), { hidden: true });
}

interface Asked {
  readonly values: readonly string[];
  readonly files: boolean;
  /** What the cluster was asked for. */
  readonly lookups: readonly (readonly [names: string, place: Place])[];
}

async function ask(line: string, found: readonly string[] = []): Promise<Asked> {
  const lookups: [string, Place][] = [];
  const lookup: Lookup = async (names, place) => {
    lookups.push([names.join(), JSON.parse(JSON.stringify(place)) as Place]);
    return found.map((value) => ({ value }));
  };
  const { candidates, files } = await completions(tree(), line.split(' '), lookup);
  return { values: candidates.map(({ value }) => value), files, lookups };
}

for (const [line, values] of [
  ['', ['size', 'shell', 'help']],
  ['s', ['size', 'shell']],
  ['help s', ['size', 'shell']],
  ['nonsense ', []],
  ['shell ', ['bash', 'zsh']],
  ['shell z', ['zsh']],
  ['shell zsh ', []],
  ['size --s', ['--spare']],
  ['size --spare ', []],
  ['size -o ', ['json', 'yaml']],
  ['size --output y', ['yaml']],
  ['size --output=y', ['yaml']],
  ['size -o=', ['json', 'yaml']],
  ['size -oj', ['json']],
  ['size -Aoj', ['json']],
  ['size --nonsense ', ['n']],
  [
    'size -o json --',
    ['--namespace', '--all-namespaces', '--context', '--kubeconfig', '--filename', '--spare', '--output', '--help'],
  ],
  ['size -- --', []],
] as const) {
  test(`completed: '${line}'`, async (t) => {
    t.deepEqual((await ask(line, ['n'])).values, [...values]);
  });
}

test('names are looked up where the options before them say', async (t) => {
  const line = (words: string) => ask(`size ${words}`, ['hello', 'other']);
  t.like(await line('h'), { values: ['hello'], lookups: [['ioxd,ioxprofile,ioxdom,pod/', {}]] });
  t.like(await line('ioxd/h'), { lookups: [['ioxd/', {}]] }, 'of one kind where the word begins with it');
  t.like(await line('pod/h'), { lookups: [['pod/', {}]] });
  const place = { namespace: 'robots', context: 'far', kubeconfig: 'here' };
  for (const options of ['-n robots', '-nrobots', '--namespace=robots', '-A -n=robots']) {
    const { lookups } = await line(`${options} --context far -o json --kubeconfig=here `);
    t.deepEqual(lookups, [['ioxd,ioxprofile,ioxdom,pod/', place]], options);
  }
  t.deepEqual((await line('-n ')).lookups, [['namespace', {}]]);
  t.deepEqual((await line('--context=')).lookups, [['context', {}]]);
  t.deepEqual((await line('hello ')).values, [], 'there is one argument');
  t.deepEqual((await line('-n robots --spare 3 -- h')).values, ['hello']);
});

test('names in the cluster are written as the word has them: behind their kind, or alone', async (t) => {
  const fake = await FakeApiServer.start();
  t.teardown(async () => fake[Symbol.asyncDispose]());
  fake.faults.push(({ path }, response: ServerResponse) => {
    if (path.endsWith('/pods')) {
      response.end(JSON.stringify({ metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'camera' } }] }));
    } else {
      fake.answer(response, 403, 'Forbidden');
    }
    return 'handled';
  });
  const directory = mkdtempSync(join(tmpdir(), 'iceoryx-completion-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const kubeconfig = join(directory, 'config');
  const cluster = { name: 'a', cluster: { server: fake.access.server.href, 'insecure-skip-tls-verify': true } };
  const context = { name: 'a', context: { cluster: 'a', user: 'a' } };
  const users = [{ name: 'a', user: {} }];
  const config = { clusters: [cluster], contexts: [context], users, 'current-context': 'a' };
  writeFileSync(kubeconfig, JSON.stringify(config));
  // What is not known within a second is left out.
  const names = async (...asked: Names[]) =>
    until('names', async () => {
      const found = await liveNames(asked, { kubeconfig, namespace: 'default' });
      return found.length > 0 && found;
    });
  t.deepEqual(await names('pod/'), [{ value: 'pod/camera' }]);
  t.deepEqual(await names('pod'), [{ value: 'camera' }]);
  const some = [{ value: 'pod/camera', description: 'Pod' }];
  t.deepEqual(await names('ioxd', 'pod/'), some, 'kinds that may not be listed have no names');
});

test('files are left to the shell, and only where a file is meant', async (t) => {
  t.true((await ask('size -f ')).files);
  t.true((await ask('size --kubeconfig=/et')).files);
  t.false((await ask('size -f x ')).files);
  t.false((await ask('size --spare ')).files);
});

test('no description has a colon, after which the completion of kubectl for bash forgets all', async (t) => {
  for (const line of ['', 'size --']) {
    const { candidates } = await completions(tree(), line.split(' '), async () => []);
    for (const { description = '' } of candidates) t.notRegex(description, /:/);
  }
  const root = program();
  for (const command of root.commands) {
    const { candidates } = await completions(root, [command.name(), '--'], async () => []);
    for (const { value, description = '' } of candidates)
      t.notRegex(description, /[:\n]/, `${command.name()} ${value}`);
  }
});

test('shells can complete the arguments of all commands', (t) => {
  const unknown = program().commands.flatMap((command) =>
    command.registeredArguments
      .filter((argument) => argument.argChoices === undefined && namesOf(command.name(), argument.name()).length === 0)
      .map((argument) => `${command.name()} ${argument.name()}`),
  );
  t.deepEqual(unknown, [], 'to be added to src/commands/completion/arguments.ts');
});

test('kubectl gets a candidate in each line, and a directive in the last', (t) => {
  const complete = (...words: string[]) =>
    spawnSync(process.execPath, ['src/main.ts', '__complete', ...words], { encoding: 'utf8' });
  const { stdout, stderr, status } = complete('rend');
  t.is(stdout, 'render\tprint the Deployments that the operator would make from files\n:4\n');
  t.is(stderr, '');
  t.is(status, 0);
  t.is(complete('render', '-f', '').stdout, ':0\n', 'files of the shell');
  const nowhere = complete('run', '--kubeconfig', '/nonexistent', '--namespace', '');
  t.is(nowhere.stdout + nowhere.stderr, ':4\n', 'a cluster that is not there is no error');
});
