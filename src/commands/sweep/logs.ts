import type { Pod } from '../../controllers/resources.ts';
import { RUN_LABEL, SWEEP_LABEL } from '../../controllers/sweep/run-executor.ts';
import { NODE_ANNOTATION, SWEEP_CONTAINER } from '../../controllers/sweep-jobs/job.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import { PODS } from '../../kube/resource.ts';
import { argumentOf, operatorsIn } from '../kit/operators.ts';
import type { SweepRun } from './create.ts';
import type { NodeReport } from './view.ts';

/** Where Jobs run if the operator's command line cannot be read. */
const USUAL_NAMESPACE = 'iceoryx-sweeps';
const JOB_NAME_LABEL = 'batch.kubernetes.io/job-name';
/** A report may have thousands of files. */
const MOST_BYTES = 16 * 1024 ** 2;

/** Reads the logs of a run's Jobs, in the order of the nodes' names. */
export async function reportsOf(client: KubeClient, run: SweepRun, signal: AbortSignal): Promise<NodeReport[]> {
  const { pods, refused } = await podsOf(client, run, signal);
  if (refused !== undefined) {
    return [{ node: '*', job: '*', problem: refused }];
  }
  const reports: NodeReport[] = [];
  for (const pod of latestByNode(pods)) {
    reports.push(await reportOf(client, pod, signal));
  }
  return reports;
}

/** Names of all pods by uid; none without the right to list them. */
export async function podNames(client: KubeClient, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  try {
    await readPages(client, PODS, { metadataOnly: true, signal }, (pod) =>
      names.set(pod.metadata.uid ?? '', objectKey(pod)),
    );
  } catch (error) {
    if (!isForbidden(error)) {
      throw error;
    }
  }
  return names;
}

async function podsOf(
  client: KubeClient,
  { name, number }: SweepRun,
  signal: AbortSignal,
): Promise<{ readonly pods: readonly Pod[]; readonly refused?: string }> {
  const labelSelector = `${SWEEP_LABEL}=${name},${RUN_LABEL}=${number}`;
  const read = async (namespace: string | undefined): Promise<Pod[]> => {
    const pods: Pod[] = [];
    await readPages(client, PODS, { labelSelector, namespace, signal }, (pod) => pods.push(pod as Pod));
    return pods;
  };
  try {
    return { pods: await read(undefined) };
  } catch (error) {
    if (!isForbidden(error)) {
      throw error;
    }
  }
  const operators = (await operatorsIn(client, signal)) ?? [];
  const given = operators.flatMap((operator) => argumentOf(operator, 'sweep-namespace') ?? []);
  const namespace = given[0] ?? USUAL_NAMESPACE;
  try {
    return { pods: await read(namespace) };
  } catch (error) {
    if (!isForbidden(error)) {
      throw error;
    }
    return { pods: [], refused: `the logs of the Jobs cannot be read: ${error.detail}` };
  }
}

/** A Job may have had more than one pod; the last one has the report. */
function latestByNode(pods: readonly Pod[]): Pod[] {
  const ordered = pods.toSorted((a, b) => compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp));
  const latest = new Map(ordered.map((pod) => [nodeOf(pod), pod]));
  return [...latest.values()].toSorted((a, b) => compare(nodeOf(a), nodeOf(b)));
}

async function reportOf(client: KubeClient, pod: Pod, signal: AbortSignal): Promise<NodeReport> {
  const about = { node: nodeOf(pod), job: pod.metadata.labels?.[JOB_NAME_LABEL] ?? pod.metadata.name };
  try {
    const lines: string[] = [];
    for await (const line of client.log(objectKey(pod), {
      container: SWEEP_CONTAINER,
      limitBytes: MOST_BYTES,
      signal,
    })) {
      lines.push(`${line}\n`);
    }
    return { ...about, log: lines.join('') };
  } catch (error) {
    signal.throwIfAborted();
    return { ...about, problem: `its log cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function nodeOf({ metadata }: KubeObject): string {
  return metadata.annotations?.[NODE_ANNOTATION] ?? metadata.name;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}
