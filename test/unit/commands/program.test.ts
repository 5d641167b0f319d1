import { spawnSync } from 'node:child_process';
import test from 'ava';
import { bundledOperator } from '../../../lab/operator/bundle.ts';
import { program, wordsOf } from '../../../src/commands/program.ts';

const MAIN = await bundledOperator();

function run(...words: string[]): { stdout: string; stderr: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8' });
  return { stdout, stderr, code: status };
}

test('an error begins with the name by which people know the command', (t) => {
  t.is(run('render', '-f', '/nowhere').stderr, 'kubectl iceoryx: /nowhere: no such file or directory\n');
  t.regex(run('run', '--kubeconfig', '/nowhere').stderr, /^iceoryx-operator: there is no kubeconfig \/nowhere/m);
  for (const name of ['run', 'sweep-machine', 'uninstall-check']) {
    t.is(program([name]).name(), 'iceoryx-operator', name);
  }
});

test('a wrong command line ends with the way to help', (t) => {
  t.deepEqual(run('render', '--nonsense'), {
    stdout: '',
    stderr: "kubectl iceoryx: unknown option '--nonsense'\n`kubectl iceoryx render --help` shows the options\n",
    code: 2,
  });
  t.regex(run('render', '-o', 'xml').stderr, /json\n`kubectl iceoryx render --help` shows the options\n$/);
  t.regex(run('rendr').stderr, /Did you mean render\?\)\n`kubectl iceoryx --help` shows the commands\n$/);
  t.regex(run('run', '--log-level', 'x').stderr, /\n`iceoryx-operator run --help` shows the options\n$/);
});

test("kubectl's name for completion stands for the word that asks for it", (t) => {
  const asked = ['__complete', 'ren'];
  for (const file of ['/usr/bin/kubectl_complete-iceoryx', 'C:\\npm\\bin\\kubectl_complete-iceoryx.mjs']) {
    t.deepEqual(wordsOf(['node', file, 'ren']), asked, file);
  }
  t.deepEqual(wordsOf(['node', '/usr/bin/kubectl-iceoryx', ...asked]), asked);
  t.deepEqual(wordsOf(['node', '/opt/kubectl_complete-iceoryx/main.mjs', 'run']), ['run']);
});

test('help is quick: the definitions of commands load no module that only their work needs', (t) => {
  const report = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => {
      process.stderr.write(url + '\\n');
      return next(url, context);
    } });`;
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(report)}`];
  const { stderr, status } = spawnSync(process.execPath, [...preload, 'src/main.ts', 'help'], { encoding: 'utf8' });
  t.is(status, 0);
  const packages = [...stderr.matchAll(/\/node_modules\/((?:@[\w-]+\/)?[\w-]+)\//g)].map(([, name]) => name);
  t.deepEqual(new Set(packages), new Set(['@commander-js/extra-typings', 'commander']));
  t.notRegex(stderr, /src\/(?:kube|runtime|controllers|webhook|pod)\//);
});
