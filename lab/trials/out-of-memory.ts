import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../host/until.ts';

const V1 = '/sys/fs/cgroup/memory';
const V2 = '/sys/fs/cgroup';
const LIMIT = 16 * 1024 * 1024;

let groups = 0;

/**
 * Has the kernel kill processes because of a lack of memory, as when a container's limit is reached: they are moved
 * into a control group with a process that allocates all of it, and are the first to be killed. Needs root.
 */
export async function runOutOfMemory(pids: readonly number[]): Promise<void> {
  const isV1 = existsSync(join(V1, 'memory.limit_in_bytes'));
  const group = join(isV1 ? V1 : V2, `iceoryx-oom-${process.pid}-${++groups}`);
  mkdirSync(group);
  writeFileSync(join(group, isV1 ? 'memory.limit_in_bytes' : 'memory.max'), String(LIMIT));
  for (const pid of pids) {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
    writeFileSync(join(group, 'cgroup.procs'), String(pid));
  }
  // tail keeps the last line, which never ends here.
  const eater = spawn('setpriv', ['--pdeathsig', 'KILL', 'sh', '-c', 'read -r _; exec tail /dev/zero'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(eater, 'exit');
  writeFileSync(join(group, 'cgroup.procs'), String(eater.pid));
  eater.stdin.end('go\n');
  const isGone = (pid: number): boolean => !existsSync(`/proc/${pid}/maps`);
  await until('the processes that take no memory are killed first', () => pids.every(isGone));
  eater.kill('SIGKILL');
  await ended;
  await until('the control group is empty', () => {
    try {
      rmdirSync(group);
      return true;
    } catch {
      return false;
    }
  });
}
