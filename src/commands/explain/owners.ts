import type { KubeObject } from '../../kube/object.ts';
import { recordAt } from '../../pod/workload.ts';
import type { Reads } from './reads.ts';
import { resourceOf } from './target.ts';
import type { Made } from './view.ts';

/** An owner of pods. */
export interface Owner {
  readonly made: Made;
  /** Undefined if it is of a kind that is not known here, gone, or must not be read. */
  readonly object?: KubeObject;
}

/** Pod, ReplicaSet, Deployment, IceoryxDeployment: no chain is longer. */
const MOST = 4;

/** The controllers of an object, the nearest first. */
export async function ownersOf(reads: Reads, { metadata }: KubeObject, most = MOST): Promise<readonly Owner[]> {
  const { namespace = '', ownerReferences = [] } = metadata;
  const owner = ownerReferences.find(({ controller }) => controller === true);
  if (owner === undefined || most === 0) {
    return [];
  }
  const { apiVersion, kind, name, uid } = owner;
  const resource = resourceOf(owner);
  const found =
    resource && (await reads.get<KubeObject>(resource, `${namespace}/${name}`, `what ${kind} ${name} says`));
  // Another object of the same name has made none of these pods.
  if (found?.metadata.uid !== uid) {
    return [{ made: { kind, namespace, name, from: [] } }];
  }
  const object = { ...found, apiVersion, kind };
  return [{ made: madeOf(object), object }, ...(await ownersOf(reads, object, most - 1))];
}

const REVISION = 'deployment.kubernetes.io/revision';

/** An object with what tells its versions apart. */
export function madeOf(object: KubeObject): Made {
  const { kind = '', metadata } = object;
  const { name, namespace = '', generation, annotations = {}, labels = {} } = metadata;
  const { template, objectGeneration } = recordAt(object, ['status', 'deployment']);
  const hash = labels['controller-revision-hash'] ?? labels['pod-template-hash'];
  return {
    kind,
    namespace,
    name,
    from: [
      ...(generation === undefined || kind === 'Pod' ? [] : [`generation ${generation}`]),
      ...(annotations[REVISION] === undefined ? [] : [`revision ${annotations[REVISION]}`]),
      ...(kind === 'Pod' && hash !== undefined ? [`revision ${hash}`] : []),
      ...(typeof objectGeneration === 'number' ? [`pods of its generation ${objectGeneration}`] : []),
      ...(typeof template === 'string' ? [`template ${template}`] : []),
    ],
  };
}
