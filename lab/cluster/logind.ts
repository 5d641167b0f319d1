import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { inNode } from './node.ts';
import { requirePackages } from '../images/debian-packages.ts';
import { Program } from '../host/program.ts';

/** A bus, and the libraries of a program on it. */
export const LOGIND_PACKAGES = ['dbus', 'python3-dbus', 'python3-gi'] as const;

const BUS_CONFIG = `<busconfig>
  <type>system</type>
  <listen>unix:path=/run/dbus/system_bus_socket</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>`;

/**
 * The system bus of a node of the test cluster, with a substitute for logind that tells the kubelet about a shutdown.
 */
export class Logind {
  readonly #logind: Program;

  private constructor(logind: Program) {
    this.#logind = logind;
  }

  /** Both run until the node is switched off. */
  static async start({ nodes }: Cluster, node: string): Promise<Logind> {
    await requirePackages(LOGIND_PACKAGES, () => {});
    const pid = nodes.find(({ name }) => name === node)?.pid ?? 0;
    const inside = (...command: string[]): Program => {
      const [file = '', ...args] = inNode(pid, command);
      return new Program(spawn('setpriv', ['--pdeathsig', 'KILL', file, ...args]));
    };
    writeFileSync(`/proc/${pid}/root/run/bus.conf`, BUS_CONFIG);
    const start = 'mkdir -p /run/dbus && exec dbus-daemon --config-file=/run/bus.conf --nofork --print-address';
    const bus = inside('sh', '-c', start);
    await bus.until(({ stdout }) => stdout.length > 0);
    // Debian's own python, which its packages are for. The program is passed as text: the node has a /tmp, a /run and a
    // /var/lib of its own, and a checkout in one of them is not visible there.
    const logind = inside('/usr/bin/python3', '-c', readFileSync(join(import.meta.dirname, 'logind.py'), 'utf8'));
    await logind.until(({ stdout }) => stdout.includes('there'));
    return new Logind(logind);
  }

  /** Waits until the kubelet has taken an inhibitor lock. */
  async inhibited(): Promise<void> {
    await this.#logind.until(({ stdout }) => stdout.includes('inhibited'), 60);
  }

  /** Announces that the node is about to shut down; resolves when the kubelet releases its lock. */
  async shutdown(): Promise<void> {
    this.#logind.write('shutdown\n');
    await this.#logind.until(({ stdout }) => stdout.includes('released'), 120);
  }
}
