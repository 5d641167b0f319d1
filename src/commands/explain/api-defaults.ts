import { isRecord, isSame } from '../../pod/same.ts';

/*
 * What API servers and controllers add to templates and pods (pkg/apis/core/v1/defaults.go, v1.36). A template that was
 * sent does not have it, so its absence there is no difference.
 */

const PROBE = /Probe\.(?:timeoutSeconds|periodSeconds|successThreshold|failureThreshold)$/;
const PROBE_DEFAULTS: Readonly<Record<string, number>> = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

/** Places with the value that is set there where there is none. */
const DEFAULTS: readonly (readonly [RegExp, unknown])[] = [
  [/^spec\.restartPolicy$/, 'Always'],
  [/^spec\.dnsPolicy$/, 'ClusterFirst'],
  [/^spec\.schedulerName$/, 'default-scheduler'],
  [/^spec\.terminationGracePeriodSeconds$/, 30],
  [/^spec\.enableServiceLinks$/, true],
  [/\.terminationMessagePath$/, '/dev/termination-log'],
  [/\.terminationMessagePolicy$/, 'File'],
  [/\.ports\[[^\]]*\]\.protocol$/, 'TCP'],
  [/\.httpGet\.(?:path|scheme)$/, undefined],
  [/\.fieldRef\.apiVersion$/, 'v1'],
  [/\.resourceFieldRef\.divisor$/, '0'],
  [/\.(?:secret|configMap|projected|downwardAPI)\.defaultMode$/, 420],
  [/\.hostPath\.type$/, ''],
  [/\.serviceAccountToken\.expirationSeconds$/, 3600],
  [/\.securityContext\.procMount$/, 'Default'],
];

/** Places that others fill, whatever the value. */
const OF_OTHERS: readonly RegExp[] = [
  /\.imagePullPolicy$/,
  /^metadata\.(?:creationTimestamp|generateName|name|namespace|uid|ownerReferences)/,
  /^metadata\.labels\.(?:pod-template-hash|pod-template-generation|controller-revision-hash|controller-uid|job-name)$/,
  /^metadata\.annotations\.(?:kubectl|deprecated\.daemonset\.template\.generation)/,
  /^spec\.serviceAccount$/,
];

/** Whether a value is one that is set where a template has none. */
export function isFromElsewhere(place: string, value: unknown): boolean {
  if (OF_OTHERS.some((pattern) => pattern.test(place))) {
    return true;
  }
  if (PROBE.test(place)) {
    return PROBE_DEFAULTS[place.split('.').at(-1) ?? ''] === value;
  }
  return DEFAULTS.some(([pattern, wanted]) => pattern.test(place) && (wanted === undefined || isSame(wanted, value)));
}

/** Whether there is nothing in a value: an API server does not tell it from none. */
export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0)
  );
}
