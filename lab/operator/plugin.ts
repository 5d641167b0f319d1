import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Cluster } from '../cluster/cluster.ts';
import { makeOnce } from '../host/cache.ts';
import { Program } from '../host/program.ts';
import { bundledOperator } from './bundle.ts';

/**
 * A directory for PATH by which `kubectl iceoryx` runs the program of this checkout, bundled as in its image, with the
 * Node of this process; and by which kubectl completes its words.
 */
export async function pluginDirectory(): Promise<string> {
  const program = await bundledOperator();
  const links = {
    'kubectl-iceoryx': program,
    'kubectl_complete-iceoryx': program,
    // The program asks for the first one on PATH.
    node: process.execPath,
  };
  const key = createHash('sha256').update(JSON.stringify(links)).digest('hex').slice(0, 16);
  return makeOnce(join(dirname(dirname(program)), `plugin-${key}`), async (unfinished) => {
    for (const [name, target] of Object.entries(links)) await symlink(target, join(unfinished, name));
  });
}

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user of a cluster, with a kubeconfig for one namespace, and kubectl with the plugin on PATH. */
export class PluginUser {
  readonly #cluster: Cluster;
  readonly #directory: string;
  readonly #path: string;

  private constructor(cluster: Cluster, directory: string, path: string) {
    this.#cluster = cluster;
    this.#directory = directory;
    this.#path = path;
  }

  /** @param token of the user; by default it is the cluster's administrator */
  static async of(cluster: Cluster, namespace: string, token?: string): Promise<PluginUser> {
    const directory = await mkdtemp(join(tmpdir(), 'kubectl-iceoryx-'));
    const config = JSON.parse(await readFile(cluster.kubeconfig, 'utf8'));
    config.contexts[0].context.namespace = namespace;
    if (token !== undefined) config.users[0].user = { token };
    await writeFile(join(directory, 'config'), JSON.stringify(config), { mode: 0o600 });
    return new PluginUser(cluster, directory, await pluginDirectory());
  }

  /** A command as a shell of this user would run it. */
  readonly wrap = (command: readonly string[]): string[] => {
    const kubeconfig = join(this.#directory, 'config');
    const script = `unset COLUMNS; export PATH="${this.#path}:$PATH" KUBECONFIG='${kubeconfig}'; exec "$@"`;
    return this.#cluster.wrap(['sh', '-c', script, 'sh', ...command]);
  };

  /** Starts a command, whose output goes into pipes. */
  start(...command: readonly string[]): Program {
    const [file = '', ...args] = this.wrap(['setpriv', '--pdeathsig', 'TERM', ...command]);
    return new Program(spawn(file, args));
  }

  /** Runs a line of shell to its end. */
  async run(line: string): Promise<Ended> {
    const program = this.start('sh', '-c', `exec </dev/null\n${line}`);
    const code = await program.exitCode;
    return { code, stdout: program.stdout.join('\n'), stderr: program.stderr.join('\n') };
  }

  async leave(): Promise<void> {
    await rm(this.#directory, { recursive: true });
  }
}
