// What one observation of the sweeper costs on a crowded machine: 10,000 files of which many could be iceoryx's, and
// 2,000 additional processes, each with descriptors on files. Needs root, for a tmpfs and for /proc.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observe } from '../src/sweep/observe.ts';

const FILES = 10_000;
const PROCESSES = 2000;
const REPEATS = 5;
const TARGET_SECONDS = 2;

/** Starts processes that sleep with descriptors on the file, and reports when all have them. */
const CROWD = `
i=0
while [ "$i" -lt "$1" ]; do
  sleep 600 3<"$2" 4<"$2" 5<"$2" 6<"$2" 7<"$2" 8<"$2" 9<"$2" &
  i=$((i + 1))
done
echo all
cat
trap '' TERM
kill -TERM 0
wait
`;

if (process.getuid?.() !== 0) {
  process.stderr.write('this bench needs root: it mounts a tmpfs and reads all of /proc\n');
  process.exit(2);
}

const root = mkdtempSync(join(tmpdir(), 'iceoryx-bench-sweep-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', root], { stdio: 'inherit' });
let stop: (() => Promise<void>) | undefined;
try {
  if (mounted.status !== 0) {
    throw new Error('no tmpfs could be mounted');
  }
  layOut();
  stop = await crowd();
  const options = {
    scope: { roots: [root], kubelet: '/var/lib/kubelet', pairs: [], isPairsOnly: false },
    isInjected: () => false,
    trustsNamespace: true,
  };
  const seconds: number[] = [];
  const cpu = process.cpuUsage();
  let files = 0;
  let processes = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const begin = performance.now();
    const seen = await observe(options);
    seconds.push((performance.now() - begin) / 1000);
    files = seen.files.length + seen.others;
    processes = seen.processes;
  }
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6 / REPEATS;
  const median = seconds.toSorted((one, other) => one - other)[REPEATS >> 1] ?? Infinity;
  const figures = {
    bench: 'sweep',
    seconds: median,
    cpuSeconds,
    all: seconds,
    files,
    processes,
    targetSeconds: TARGET_SECONDS,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.stdout.write(
    `one look at ${files} files and ${processes} processes: ${median.toFixed(2)} s in the middle of ${REPEATS}, ${cpuSeconds.toFixed(2)} s of a processor each; ` +
      `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident\n`,
  );
  if (median > TARGET_SECONDS || files < FILES || processes < PROCESSES) {
    process.stdout.write(`more than ${TARGET_SECONDS} s, or not everything was seen\n`);
    process.exitCode = 1;
  }
} finally {
  await stop?.();
  spawnSync('umount', [root]);
  rmSync(root, { recursive: true });
}

function write(path: string, bytes: number, mode: number): void {
  writeFileSync(path, Buffer.alloc(bytes));
  chmodSync(path, mode);
}

/** Half of the files are in /tmp, many locks among them; a third of the others could be segments. */
function layOut(): void {
  const shm = join(root, 'dev/shm');
  const tmp = join(root, 'tmp');
  mkdirSync(shm, { recursive: true });
  mkdirSync(tmp);
  write(join(shm, 'iceoryx_mgmt'), 66_761_736, 0o660);
  for (let index = 1; index < FILES / 2; index++) {
    write(join(shm, `file-${index}`), 64, index % 3 === 0 ? 0o660 : 0o600);
  }
  for (let index = 0; index < FILES / 2; index++) {
    const name = index % 2 === 0 ? `iceoryx_rt_${index}_1700000000.lock` : `other-${index}`;
    write(join(tmp, name), 0, 0o600);
  }
}

async function crowd(): Promise<() => Promise<void>> {
  const file = join(root, 'open');
  closeSync(openSync(file, 'wx'));
  const shell = spawn('setsid', ['sh', '-c', CROWD, 'sh', String(PROCESSES), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(shell.stdout, 'data');
  return async () => {
    shell.stdin.end();
    await once(shell, 'exit');
  };
}
