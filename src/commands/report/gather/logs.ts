import { ApiError } from '../../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../../kube/object.ts';
import { PODS, type Resource } from '../../../kube/resource.ts';
import { type LoggedContainer, loggedContainers } from './containers.ts';
import { type LogTail, tailOf } from './log-tail.ts';
import { atOnce } from '../../kit/at-once.ts';
import { errorInWords, type Reading } from './reading.ts';

/** The most of one log, in bytes. */
export const MOST_LOG_BYTES = 2 * 1024 * 1024;
/** How far back a log is read at all: what comes before the bytes above is transferred for nothing. */
const MOST_LINES = 50_000;
/** Each is held in memory until it has been written. */
const AT_ONCE = 4;
/** A kubelet that does not answer must not hold up the report. */
const TIMEOUT_MS = 60_000;

const LOGS: Resource = { ...PODS, plural: 'pods/log' };

/** The log of a container. */
export interface ContainerLog {
  readonly pod: KubeObject;
  readonly container: LoggedContainer;
  /** Of the run before this one. */
  readonly isPrevious: boolean;
  readonly tail: LogTail;
  /** What of it is missing, in words. */
  readonly cut: string | undefined;
}

export interface LogWishes {
  /** Only lines of the last seconds. */
  readonly sinceSeconds: number | undefined;
  /** Whether a pod is the operator's or a sweep's. */
  readonly isOperator: (pod: KubeObject) => boolean;
}

/** Reads the logs of pods, a few at a time, and passes each on as soon as it is there. */
export async function readLogs(
  reading: Reading,
  pods: readonly KubeObject[],
  { sinceSeconds, isOperator }: LogWishes,
  take: (log: ContainerLog) => Promise<void>,
  progress: (done: number, all: number) => void,
): Promise<void> {
  const wanted = pods.flatMap((pod) => {
    const { containers, others } = loggedContainers(pod, isOperator(pod));
    if (others.length > 0) {
      reading.ledger.leaveOut(
        `logs of ${others.join(', ')} in pod ${objectKey(pod)}`,
        'these containers do not use iceoryx',
      );
    }
    return containers.flatMap((container) =>
      [false, ...(container.hasPrevious ? [true] : [])].map((isPrevious) => ({ pod, container, isPrevious })),
    );
  });
  let done = 0;
  await atOnce(wanted, AT_ONCE, async ({ pod, container, isPrevious }) => {
    const { namespace } = pod.metadata;
    const what = `log of container ${container.name} in pod ${objectKey(pod)}`;
    const tail = await reading.attempt({ resource: LOGS, verb: 'get', namespace, what }, () =>
      unlessGone(
        tailOf(
          reading.client.log(objectKey(pod), {
            container: container.name,
            previous: isPrevious,
            timestamps: true,
            tailLines: MOST_LINES,
            sinceSeconds,
            signal: AbortSignal.any([reading.signal, AbortSignal.timeout(TIMEOUT_MS)]),
          }),
          MOST_LOG_BYTES,
        ),
      ),
    );
    done += 1;
    progress(done, wanted.length);
    if (tail !== undefined && tail.text !== '') {
      await take({ pod, container, isPrevious, tail, cut: cutInWords(tail) });
    }
  });
}

/** What of a log is missing, in words. */
export function cutInWords({ droppedBytes, lines, failure }: LogTail): string | undefined {
  const words = [
    ...(failure === undefined ? [] : [`what came after it broke off (${errorInWords(failure)})`]),
    ...(lines >= MOST_LINES ? [`what was before the last ${MOST_LINES} lines`] : []),
    ...(droppedBytes > 0 ? [`${droppedBytes} bytes before the last ${MOST_LOG_BYTES}`] : []),
  ];
  return words.length === 0 ? undefined : words.join(', and ');
}

/** The kubelet removes logs of earlier runs when it needs room, and answers 400 then. */
async function unlessGone(tail: Promise<LogTail>): Promise<LogTail> {
  try {
    return await tail;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || /not found|waiting to start/.test(error.detail))) {
      return { text: '', droppedBytes: 0, lines: 0 };
    }
    throw error;
  }
}
