import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Pod } from '../../src/controllers/resources.ts';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import { PODS, resourcePath, typeOf } from '../../src/kube/resource.ts';

/** Creates one pod. */
export type Create = () => Promise<Pod>;

/** Creates pods by dry run: admission is asked, and nothing is stored. A bare client, over as many connections as are needed. */
export class DryRuns {
  readonly #pool: Pool;
  readonly #headers: Record<string, string>;

  private constructor(pool: Pool, headers: Record<string, string>) {
    this.#pool = pool;
    this.#headers = headers;
  }

  static async open({ server, credentials }: ClusterAccess): Promise<DryRuns> {
    const { tls, authorization, headers } = await credentials();
    const pool = new Pool(server.origin, { connections: null, allowH2: false, connect: tls });
    const json = { accept: 'application/json', 'content-type': 'application/json' };
    return new DryRuns(pool, { ...headers, ...json, ...(authorization === undefined ? {} : { authorization }) });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Returns a function that creates this pod. */
  of(namespace: string, pod: Pod): Create {
    const path = `${resourcePath(PODS, { namespace })}?dryRun=All`;
    const body = JSON.stringify({ ...typeOf(PODS), ...pod });
    return async () => {
      const answer = await this.#pool.request({ method: 'POST', path, headers: this.#headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== 201) {
        throw new Error(`POST ${path}: ${answer.statusCode}: ${text}`);
      }
      return JSON.parse(text) as Pod;
    };
  }
}

/** Creates at a fixed rate, however long each takes. Returns the milliseconds of each. */
export async function atRate(create: Create, perSecond: number, seconds: number): Promise<number[]> {
  const begin = performance.now();
  const pending: Promise<number>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = begin + (number * 1000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
    pending.push(timed(create));
  }
  return Promise.all(pending);
}

/** This many clients, each of which creates one pod after the other. Returns the milliseconds of each creation. */
export async function closedLoop(create: Create, clients: number, seconds: number): Promise<number[]> {
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      times.push(await timed(create));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}

async function timed(create: Create): Promise<number> {
  const begin = performance.now();
  await create();
  return performance.now() - begin;
}

/** The smallest of these values that is not exceeded by this part of them. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}
