import { AppConnections, CONNECT_MS } from '../../controllers/pods/diagnosis/apps-connected.ts';
import type { Pod } from '../../controllers/resources.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { isOwnedBy, ownerOf } from '../kit/pods-of.ts';
import type { Evidence } from './evidence.ts';
import type { Patient } from './listen.ts';
import type { FindingView } from './view.ts';

/** Apps that have had time to connect to RouDi and have not. The pods of an object tell about each other's apps. */
export function unconnected(patients: readonly Patient[], { objects, now }: Evidence): FindingView[] {
  const ready = patients.filter(
    ({ observed: { readySince, ofDomain, metadata } }) =>
      ofDomain !== true && metadata.deletionTimestamp === undefined && (readySince ?? Infinity) + CONNECT_MS < now,
  );
  const siblings = Map.groupBy(ready, ({ pod }) => siblingsKey(pod));
  return [...siblings.values()].flatMap((some) => unconnectedOf(some, objects, now));
}

/** Pods of the same object of ours, else of the same controller, have one key. */
function siblingsKey(pod: Pod): string {
  const controller = pod.metadata.ownerReferences?.find((owner) => owner.controller === true);
  return JSON.stringify(ownerOf(pod) ?? controller?.uid ?? objectKey(pod));
}

function unconnectedOf(patients: readonly Patient[], objects: readonly KubeObject[], now: number): FindingView[] {
  const owner = objects.find((object) => patients.every(({ pod }) => isOwnedBy(pod, object)));
  const { containers: stated } = (owner?.['spec'] ?? {}) as { readonly containers?: readonly string[] };
  const connections = new AppConnections();
  const apps = new Map(patients.map(({ observed, heard }) => [observed, heard.apps]));
  const { finding } = connections.report('', stated, [...apps.keys()], (pod) => apps.get(pod), now);
  if (finding?.reason !== 'AppsNotConnected') {
    return [];
  }
  const lacking = patients.filter(({ observed, heard }) => !connections.isConnected('', stated, observed, heard.apps));
  return [
    {
      id: finding.reason,
      severity: 'Warning',
      state: 'goingOn',
      isConsequence: false,
      places: lacking.map(({ observed: { metadata } }) => ({
        namespace: metadata.namespace ?? '',
        pod: metadata.name,
      })),
      meaning: finding.message,
      certainty: { level: 'sure', because: 'the agents in the pods see the locks of the apps' },
    },
  ];
}
