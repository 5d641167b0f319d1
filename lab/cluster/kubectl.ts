import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { follow } from '../host/follow.ts';
import { timed } from '../host/times.ts';
import { NotFound, readArguments, type Reader } from './reader.ts';

/** One event of a watch. */
export type WatchEvent<T> = {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T;
};

/** A background activity that runs until it is stopped. */
export type Running = { readonly stop: () => void };

/** How to reach a cluster; a {@link Cluster} of the lab is one. */
export type Reach = {
  /** Wraps a command so that it reaches the cluster. */
  readonly wrap: (command: readonly string[]) => string[];
  /** Reads objects without starting a process each time. */
  readonly reader?: Reader;
};

const RETRY_MS = 250;

/** kubectl for one cluster and namespace. */
export class Kubectl {
  readonly #reach: Reach;
  readonly #namespace: string | undefined;

  /** @param namespace by default that of the kubeconfig's context; the lab's have none, which means `default`. */
  constructor(reach: Reach, namespace?: string) {
    this.#reach = reach;
    this.#namespace = namespace;
  }

  /** Runs kubectl and returns its standard output; throws with its standard error. */
  async run(args: readonly string[], { input }: { readonly input?: string | undefined } = {}): Promise<string> {
    return timed('waiting', `kubectl ${args.join(' ')}`, async () => this.#run(args, input));
  }

  async #run(args: readonly string[], input: string | undefined): Promise<string> {
    const [file = '', ...rest] = this.#command(args);
    const child = spawn(file, rest, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    child.stdin.on('error', () => undefined).end(input);
    return new Promise((resolve, reject) => {
      child.once('error', (error) => reject(new Error(`cannot run ${file}: ${error.message}`)));
      child.once('close', (code, signal) => {
        if (code === 0) resolve(output);
        else reject(new Error(`kubectl ${args.join(' ')} ended with ${signal ?? code}: ${(errors || output).trim()}`));
      });
    });
  }

  /** `kubectl get … -o json`; undefined when there is no such object, or no such kind. */
  async get<T>(...args: readonly string[]): Promise<T | undefined> {
    try {
      const read = await this.#read(args);
      if (read !== undefined) return read as T;
      const output = await this.run(['get', ...args, '-o', 'json', '--ignore-not-found']);
      return output.trim() === '' ? undefined : (JSON.parse(output) as T);
    } catch (error) {
      if (error instanceof NotFound || /doesn't have a resource type/.test(String(error))) return undefined;
      throw error;
    }
  }

  /** kubectl with `-o json`, such as `get pods`; rejects with kubectl's message, also if there is no such object. */
  async json<T>(...args: readonly string[]): Promise<T> {
    const read = args[0] === 'get' ? await this.#read(args.slice(1)) : undefined;
    return (read ?? JSON.parse(await this.run([...args, '-o', 'json']))) as T;
  }

  async #read(args: readonly string[]): Promise<unknown> {
    const { reader } = this.#reach;
    const wanted = reader === undefined ? undefined : readArguments(args);
    return wanted === undefined ? undefined : reader?.get(wanted, this.#namespace ?? 'default');
  }

  /** `kubectl get … --watch`; restarts when it ends, and then reports all existing objects as ADDED. */
  watch<T>(args: readonly string[], onEvent: (event: WatchEvent<T>) => void): Running {
    const command = ['get', ...args, '--watch', '--output-watch-events', '-o', 'json'];
    return this.#keepFollowing(command, (line) => onEvent(JSON.parse(line) as WatchEvent<T>));
  }

  /**
   * `kubectl logs --follow --timestamps`; restarts when the container does, and delivers each line once.
   * @param onLine gets the line and the node's time at which the container wrote it, in milliseconds since 1970.
   */
  logs(pod: string, container: string, onLine: (line: string, writtenAt: number) => void): Running {
    const command = ['logs', pod, '--container', container, '--follow', '--timestamps'];
    let last = '';
    return this.#keepFollowing(command, (line) => {
      const [stamp = '', ...text] = line.split(' ');
      // Of fixed width, with nanoseconds: text order is time order.
      if (!/^\d{4}-.*Z$/.test(stamp) || stamp <= last) return;
      last = stamp;
      onLine(text.join(' '), Date.parse(stamp));
    });
  }

  #command(args: readonly string[]): string[] {
    const namespace = this.#namespace === undefined ? [] : [`--namespace=${this.#namespace}`];
    return this.#reach.wrap(['kubectl', ...namespace, ...args]);
  }

  #keepFollowing(args: readonly string[], onLine: (line: string) => void): Running {
    const stopping = new AbortController();
    const loop = async () => {
      while (!stopping.signal.aborted) {
        const follower = follow(this.#command(args), (line) => {
          if (!stopping.signal.aborted) onLine(line);
        });
        const stop = () => follower.stop();
        stopping.signal.addEventListener('abort', stop, { once: true });
        await follower.ended;
        stopping.signal.removeEventListener('abort', stop);
        await delay(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    };
    void loop();
    return { stop: () => stopping.abort() };
  }
}
