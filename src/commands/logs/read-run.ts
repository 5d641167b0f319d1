import type { Pod } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { objectKey } from '../../kube/object.ts';
import type { LogOptions } from '../../kube/options.ts';
import { stamped } from '../kit/stamped.ts';
import type { ContainerRun } from './container-runs.ts';
import type { LogLine } from './line.ts';

/** Which part of a log is read. */
export type Part = Pick<LogOptions, 'follow' | 'onOpen' | 'signal' | 'sinceSeconds' | 'sinceTime' | 'tailLines'>;

/**
 * The kubelet cannot read a log further, and says so in a line without a time: it has begun its answer before it finds
 * out. The log is gone, or the node has run out of something.
 */
export class KubeletRemark extends Error {}

/**
 * The lines of one run of a container.
 *
 * @throws KubeletRemark, and what the client throws
 */
export async function* readRun(
  client: Pick<KubeClient, 'log'>,
  pod: Pick<Pod, 'metadata'>,
  { container, role, previous }: ContainerRun,
  part: Part,
): AsyncGenerator<LogLine, void> {
  const { name, namespace = '' } = pod.metadata;
  const place = { namespace, pod: name, container, role };
  for await (const raw of client.log(objectKey(pod), { ...part, container, previous, timestamps: true })) {
    const { at, stamp, text } = stamped(raw);
    if (at === undefined) {
      throw new KubeletRemark(text);
    }
    yield { ...place, at, stamp, text };
  }
}
