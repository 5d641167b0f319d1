import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import test from 'ava';
import { AUDIT_DIRECTORY } from '../../lab/cluster/audit.ts';
import { buildKubernetes } from '../../lab/cluster/binaries.ts';
import { attach, down, up } from '../../lab/cluster/cluster.ts';
import { defaultKubernetes } from '../../lab/cluster/parameters.ts';
import { ensureDirectory } from '../../lab/cluster/paths.ts';
import { silent } from '../../lab/cluster/progress.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { run } from '../../lab/host/run.ts';
import { leftovers } from '../../lab/cluster/teardown.ts';

const cli = join(import.meta.dirname, '../../lab/cluster/main.ts');
const nobody = 65_534;

/** Processes that mention a directory in their arguments, as every component of a cluster does. */
function processesOf(directory: string): string[] {
  return readdirSync('/proc').filter((entry) => {
    try {
      return entry !== String(process.pid) && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(directory);
    } catch {
      return false;
    }
  });
}

test('an unprivileged user starts a cluster, uses it and leaves nothing behind', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  t.teardown(() => rmSync(home, { recursive: true, force: true }));
  const built = await buildKubernetes(defaultKubernetes, silent);
  // Copied by a separate process: a child of this one, started meanwhile, could inherit the open copy, which could then
  // not be executed.
  await run(['cp', '-a', built, join(ensureDirectory(join(home, 'cache')), basename(built))]);
  chmodSync(home, 0o755);
  chownSync(home, process.getuid?.() === 0 ? nobody : -1, -1);

  const somebody =
    process.getuid?.() === 0 ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
  const environment = [`HOME=${home}`, `ICEORYX_OPERATOR_CACHE=${home}/cache`, `ICEORYX_OPERATOR_STATE=${home}/state`];
  const command = async (...args: string[]) =>
    run([
      ...somebody,
      'env',
      '-u',
      'XDG_STATE_HOME',
      '-u',
      AUDIT_DIRECTORY,
      ...environment,
      process.execPath,
      cli,
      ...args,
    ]);
  const readable = await run([...somebody, 'test', '-r', cli]).then(
    () => true,
    () => false,
  );
  if (!readable) {
    t.log(`not tried: user ${nobody} may not read ${cli}`);
    t.pass();
    return;
  }

  await t.throwsAsync(command('up', '--mode', 'node'), { message: /needs root.*--mode control-plane/ });
  await command('up');
  const version = JSON.parse(await command('exec', '--', 'kubectl', 'version', '-o', 'json')) as {
    serverVersion: { major: string; minor: string };
  };
  t.is(`${version.serverVersion.major}.${version.serverVersion.minor}`, defaultKubernetes);
  t.is(await command('exec', '--', 'kubectl', 'auth', 'can-i', '*', '*'), 'yes\n');
  await command('down');
  t.deepEqual(processesOf(home), []);
  t.deepEqual(readdirSync(join(home, 'state/clusters')), ['default.lock']);
});

test('two clusters run at the same time, and one requested with other parameters is replaced', async (t) => {
  const name = clusterOfCheckout('test-one');
  const other = clusterOfCheckout('test-other');
  t.teardown(async () => {
    await Promise.all([down(name), down(other)]);
  });
  await Promise.all([down(name), down(other)]);
  const [first, second] = await Promise.all([
    up({ name, mode: 'control-plane' }),
    up({ name: other, mode: 'control-plane' }),
  ]);
  t.is((await up({ name, mode: 'control-plane' })).init, first.init);

  const lines: string[] = [];
  const progress = { ...silent, line: (text: string) => void lines.push(text) };
  const featureGates = { ContainerStopSignals: true };
  const replaced = await up({ name, mode: 'control-plane', featureGates, progress });
  t.not(replaced.init, first.init);
  t.regex(lines.join('\n'), /replacing .*featureGates: \{\} → \{"ContainerStopSignals":true\}/);
  t.is((await attach(other))?.init, second.init);

  process.kill(second.init, 'SIGKILL');
  while (processesOf(`${other}/`).length > 0) await delay(50);
  t.is(await attach(other), undefined);
  await second.down();
  await replaced.down();
  t.deepEqual([...leftovers(name), ...leftovers(other)], []);
  t.deepEqual(processesOf(`${name}/`), []);
});

test('a cluster that cannot start says which component failed and why, and leaves no process', async (t) => {
  const name = clusterOfCheckout('test-api-broken');
  t.teardown(async () => down(name));
  await t.throwsAsync(up({ name, mode: 'control-plane', featureGates: { NoSuchGate: true } }), {
    message: /kube-apiserver ended[^]*unrecognized feature gate: NoSuchGate/,
  });
  await down(name);
  t.deepEqual(leftovers(name), []);
  await t.throwsAsync(up({ name: 'Not a name' }), { message: /the name "Not a name" cannot be used/ });
  await t.throwsAsync(up({ name, mode: 'control-plane', nodes: 1 }), { message: /leave out --nodes/ });
  await t.throwsAsync(up({ name, mode: 'control-plane', kubernetes: '1.1' }), { message: /lock files .* 1\.36/ });
});
