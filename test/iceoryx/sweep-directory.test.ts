/** Removal of a directory as a whole, and the processes that may still use something in it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { Directory } from '../../src/sweep/directory.ts';
import { usersOf } from '../../src/sweep/directory-users.ts';
import { removeDirectory } from '../../src/sweep/remove-directory.ts';
import { Program } from '../../lab/host/program.ts';
import { run } from '../../lab/host/run.ts';
import { stranger } from '../support/ground.ts';

const STEPS = ['iceoryx.io', 'robots', 'robot'];
/** Programs of other tests, in a chroot and a mount namespace of their own, hide for a moment what is mounted there. */
const PATIENCE_MS = 60_000;

/** A tmpfs with the directories of a domain, and a program that does something with them until it is ended. */
async function ground(t: ExecutionContext): Promise<{
  readonly root: string;
  readonly domain: string;
  readonly run: (script: string) => Promise<Program>;
}> {
  const root = await mkdtemp(join(tmpdir(), 'iceoryx-domain-'));
  await run(['mount', '-t', 'tmpfs', 'domain', root]);
  const programs: Program[] = [];
  t.teardown(async () => {
    programs.forEach((program) => program.signal('SIGKILL'));
    await Promise.all(programs.map(({ exitCode }) => exitCode));
    await run(['umount', root]);
    await rm(root, { recursive: true });
  });
  const domain = join(root, ...STEPS);
  await mkdir(join(domain, 'shm'), { recursive: true });
  await mkdir(join(domain, 'tmp', 'deeper'), { recursive: true });
  await writeFile(join(domain, 'shm', 'iceoryx_mgmt'), 'x');
  await writeFile(join(domain, 'tmp', 'deeper', 'notes of an app'), 'x');
  return {
    root,
    domain,
    run: async (script) => {
      const program = new Program(spawn('unshare', ['--mount', 'sh', '-c', `${script}; echo ready; exec sleep 1000`]));
      programs.push(program);
      await program.until(({ stdout }) => stdout.includes('ready'));
      return program;
    },
  };
}

const remove = (root: string, patienceMs = 0) => removeDirectory(root, STEPS, new Map(), patienceMs);

test('a directory is removed with its contents, and so is the parent unless it has other entries', async (t) => {
  const { root, domain } = await ground(t);
  const outside = join(root, 'outside');
  await mkdir(outside);
  await writeFile(join(outside, 'kept'), 'x');
  await symlink(outside, join(domain, 'tmp', 'link'));
  t.deepEqual(await remove(root, PATIENCE_MS), { what: 'Removed' });
  t.false(existsSync(join(root, 'iceoryx.io', 'robots')));
  t.true(existsSync(join(root, 'iceoryx.io')));
  t.true(existsSync(join(outside, 'kept')), 'the target of a link stays');
  t.deepEqual(await remove(root), { what: 'Absent' });
});

for (const [what, script, how] of [
  ['has mounted a directory in it', (d: string) => `mkdir -p ${d}.at && mount --bind ${d}/shm ${d}.at`, /mounts it$/],
  ['has a file in it open', (d: string) => `exec 3<"${d}/tmp/deeper/notes of an app"`, /opens it$/],
  ['has the directory itself open', (d: string) => `exec 3<${d}`, /opens it$/],
] as const) {
  test(`a directory stays if a process ${what}`, async (t) => {
    const { root, domain, run: start } = await ground(t);
    const user = await start(script(domain));
    const outcome = await remove(root);
    t.is(outcome.what, 'Kept');
    t.regex(outcome.why ?? '', how);
    t.true(existsSync(join(domain, 'tmp', 'deeper', 'notes of an app')), 'nothing in it is removed');
    user.signal('SIGKILL');
    await user.exitCode;
    await rm(`${domain}.at`, { recursive: true, force: true });
    t.deepEqual(await remove(root, PATIENCE_MS), { what: 'Removed' });
  });
}

test('a link in the path is not followed', async (t) => {
  const { root, domain } = await ground(t);
  await rm(join(root, 'iceoryx.io', 'other'), { force: true });
  await symlink(join(root, 'iceoryx.io', 'robots'), join(root, 'iceoryx.io', 'other'));
  const outcome = await removeDirectory(root, ['iceoryx.io', 'other', 'robot'], new Map(), 0);
  t.is(outcome.what, 'Failed');
  t.regex(outcome.why ?? '', /other is a link or not a directory/);
  t.true(existsSync(domain));
});

test('a directory in which another file system is mounted stays as a whole', async (t) => {
  const { root, domain } = await ground(t);
  const inner = join(domain, 'tmp', 'deeper', 'disk');
  await mkdir(inner);
  await run(['mount', '-t', 'tmpfs', 'strange', inner]);
  try {
    await writeFile(join(inner, 'precious'), 'x');
    const outcome = await remove(root);
    t.is(outcome.what, 'Failed');
    t.regex(outcome.why ?? '', /disk is a mount point/);
    t.true(existsSync(join(inner, 'precious')));
    t.true(existsSync(join(domain, 'shm', 'iceoryx_mgmt')), 'nothing in it is removed');
  } finally {
    await run(['umount', '-l', inner]).catch(() => undefined);
  }
});

test('a file that an interrupted removal set aside gets its name back if it is in use', async (t) => {
  const { root, domain, run: start } = await ground(t);
  const user = await start(`exec 3<"${domain}/tmp/deeper/notes of an app"`);
  await rename(domain, join(root, 'iceoryx.io', 'robots', '.iceoryx-sweep-robot'));
  t.is((await remove(root)).what, 'Kept');
  t.true(existsSync(domain));
  user.signal('SIGKILL');
  await user.exitCode;
  t.deepEqual(await remove(root, PATIENCE_MS), { what: 'Removed' });
});

test('the remains of a killed removal are removed by the next one', async (t) => {
  const { root, domain } = await ground(t);
  await mkdir(join(root, 'iceoryx.io', 'robots', '.iceoryx-sweep-robot', 'shm'), { recursive: true });
  t.deepEqual(await remove(root, PATIENCE_MS), { what: 'Removed' });
  t.false(existsSync(domain));
  t.false(existsSync(join(root, 'iceoryx.io', 'robots')));
});

/** The end of a script: becomes a program whose root is a directory in which nothing of the domain is mounted. */
async function jailed(root: string): Promise<string> {
  const jail = join(root, 'jail');
  await mkdir(jail);
  await copyFile(stranger, join(jail, 'stranger'));
  await writeFile(join(jail, 'file'), '');
  return `exec chroot ${jail} /stranger open /file`;
}

test.serial('a directory stays for a mount namespace that no process is known to see as a whole', async (t) => {
  const { root, domain, run: start } = await ground(t);
  const user = await start(`mkdir ${domain}.at && mount --bind ${domain}/shm ${domain}.at; ${await jailed(root)}`);
  const outcome = await remove(root);
  t.is(outcome.what, 'Kept');
  t.regex(outcome.why ?? '', new RegExp(`process ${user.pid}.*its root differs`));
  t.true(existsSync(join(domain, 'shm', 'iceoryx_mgmt')), 'nothing in it is removed');
});

test.serial('a chrooted process does not hide another process of its mount namespace', async (t) => {
  const { root, domain, run: start } = await ground(t);
  const user = await start(`mkdir ${domain}.at && mount --bind ${domain}/shm ${domain}.at; ${await jailed(root)}`);
  // A program of its own, as a child of the first would outlive its end, and hold its output open.
  await start(`exec nsenter --target ${user.pid} --mount sh -c 'echo ready; exec sleep 1000'`);
  const outcome = await remove(root);
  t.is(outcome.what, 'Kept');
  t.regex(outcome.why ?? '', /mounts it/);
});

test('20,000 nested directories are removed like any other', async (t) => {
  const { root, domain } = await ground(t);
  await run(['perl', '-e', 'chdir shift; for (1 .. 20000) { mkdir "d"; chdir "d" } open F, ">f"', join(domain, 'tmp')]);
  t.deepEqual(await remove(root, PATIENCE_MS), { what: 'Removed' });
  t.false(existsSync(domain));
});

test('a directory with more entries than are examined stays', async (t) => {
  const { domain } = await ground(t);
  using directory = Directory.openTrusted(domain);
  // The directory itself, shm, tmp, deeper and two files.
  t.notThrows(() => usersOf(directory, { most: 6, what: 'entries' }));
  t.throws(() => usersOf(directory, { most: 5, what: 'entries' }), { message: 'more than 5 entries' });
});

test('an open file in the deepest directory keeps all of them', async (t) => {
  const { root, domain, run: start } = await ground(t);
  const user = await start(`cd ${domain}/tmp; for i in 1 2 3 4 5 6 7 8; do mkdir d; cd d; done; exec 3>f; cd /`);
  const outcome = await remove(root);
  t.is(outcome.what, 'Kept');
  t.regex(outcome.why ?? '', /opens it/);
  user.signal('SIGKILL');
  await user.exitCode;
});
