import { setTimeout as delay } from 'node:timers/promises';
import { ICEORYX_DEPLOYMENTS } from '../../src/controllers/resources.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { iceoryxDeployment } from './load.ts';
import { type Measured, stop } from './operator.ts';
import { residentMiB } from './process.ts';

/** Time until the garbage of the start is collected and nothing is in flight. */
const SETTLE_MS = 5000;

export interface Start {
  /** Milliseconds from exec until the caches are filled and it leads. */
  readonly runningMs: number;
  /** Milliseconds until the first reconcile has ended: an object created while no operator ran has its Deployment. */
  readonly appliedMs: number;
  readonly residentMiB: number;
}

type Event = Record<string, unknown>;

/** Starts the operator this often, each time with a new object, and returns the median of each figure. */
export async function middleOfStarts(
  client: KubeClient,
  start: () => Promise<Measured>,
  namespace: string,
  count: number,
): Promise<Start> {
  const starts: Start[] = [];
  for (let number = 0; number < count; number += 1) {
    // Sorts before all other names, since reconciles start in that order.
    starts.push(await once(client, start, `${namespace}/a-new-one-${number}`));
  }
  const middle = (figure: keyof Start): number =>
    starts.map((each) => each[figure]).toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? NaN;
  return { runningMs: middle('runningMs'), appliedMs: middle('appliedMs'), residentMiB: middle('residentMiB') };
}

async function once(client: KubeClient, start: () => Promise<Measured>, key: string): Promise<Start> {
  const [namespace = '', name = ''] = key.split('/');
  await client.create(ICEORYX_DEPLOYMENTS, iceoryxDeployment(namespace, name));
  const operator = await start();
  const { program, startedAt } = operator;
  const isCreated = (event: Event): boolean => event['message'] === 'Deployment created' && event['key'] === key;
  await program.until(({ events }) => events.some(isCreated));
  await delay(SETTLE_MS);
  const millisecondsUntil = (isMeant: (event: Event) => boolean): number =>
    Date.parse(String(program.events.find(isMeant)?.['time'])) - startedAt;
  const measured = {
    runningMs: millisecondsUntil(({ message }) => message === 'running'),
    appliedMs: millisecondsUntil(isCreated),
    residentMiB: residentMiB(program.pid),
  };
  await stop(operator);
  await client.delete(ICEORYX_DEPLOYMENTS, key);
  return measured;
}
