import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Bench } from './node-cluster.ts';
import { isReady, type PodWatch } from './pod-watch.ts';
import type { Program } from './program.ts';
import { samples } from './samples.ts';

/** Ends RouDi as an OOM or a crash would. */
export async function killRoudi(bench: Bench, { metadata }: IPod): Promise<void> {
  const script = 'kill -9 "$(cat /tmp/.iceoryx-roudi)"';
  await bench.kubectl('exec', metadata?.name ?? '', '-c', 'link', '--', 'sh', '-c', script);
}

/** Kills RouDi and waits until the pod was not Ready, is again, and its subscriber, whose log is returned, gets samples. */
export async function surviveRoudi(bench: Bench, pod: IPod, watch: PodWatch): Promise<Program> {
  await watch.until((sights) => sights.length > 0);
  await killRoudi(bench, pod);
  await watch.until((sights) => sights.some((sight) => !isReady(sight.pod)));
  await watch.until((sights) => isReady(sights.at(-1)?.pod ?? pod));
  const log = bench.follow('logs', '-f', '--tail=1', pod.metadata?.name ?? '', '-c', 'subscriber');
  await log.until(({ stdout }) => samples(stdout).length > 0);
  return log;
}
