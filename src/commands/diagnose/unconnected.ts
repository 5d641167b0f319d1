import { AppConnections, CONNECT_MS } from '../../controllers/pods/diagnosis/apps-connected.ts';
import type { Evidence } from './evidence.ts';
import type { Patient } from './listen.ts';
import type { FindingView } from './view.ts';

/** Apps that have had time to connect to RouDi and have not. */
export function unconnected(patients: readonly Patient[], { object, now }: Evidence): FindingView[] {
  const ready = patients.filter(
    ({ observed: { readySince, ofDomain, metadata } }) =>
      ofDomain !== true && metadata.deletionTimestamp === undefined && (readySince ?? Infinity) + CONNECT_MS < now,
  );
  const { containers: stated } = (object?.['spec'] ?? {}) as { readonly containers?: readonly string[] };
  const apps = new Map(ready.map(({ observed, heard }) => [observed, heard.apps]));
  const { finding } = new AppConnections().report('', stated, [...apps.keys()], (pod) => apps.get(pod), now);
  if (finding?.reason !== 'AppsNotConnected') {
    return [];
  }
  return [
    {
      id: finding.reason,
      severity: 'Warning',
      state: 'goingOn',
      isConsequence: false,
      places: ready.map(({ observed: { metadata } }) => ({
        namespace: metadata.namespace ?? '',
        pod: metadata.name,
      })),
      meaning: finding.message,
      certainty: { level: 'sure', because: 'the agents in the pods see the locks of the apps' },
    },
  ];
}
