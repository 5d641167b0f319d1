import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { isAppHook } from './app-hook.ts';
import {
  ANNOTATIONS,
  DEPLOYMENT_LABEL,
  RECORD_ANNOTATION,
  SIDECARS,
  TMP_DIRECTORY,
  TMP_VOLUME,
  VOLUMES,
} from './names.ts';
import { withoutPlacement } from './placement.ts';
import type { InjectionRecord } from './record.ts';

/**
 * A template as it was before injection, for one that has been through it: read from a cluster, copied from a
 * Deployment, or seen again by a webhook. What somebody has changed since is theirs and stays.
 */
export function stripped<T extends IPodTemplateSpec>(template: T): T {
  const { metadata, spec } = template;
  const text = metadata?.annotations?.[RECORD_ANNOTATION];
  if (text === undefined || spec === undefined) {
    return template;
  }
  const { labels, annotations, ...others } = metadata ?? {};
  return {
    ...template,
    metadata: {
      ...others,
      ...filled('labels', withoutKeys(labels, new Set([DEPLOYMENT_LABEL]))),
      ...filled('annotations', withoutKeys(annotations, ANNOTATIONS)),
    },
    spec: strippedPod(spec, recordOf(text)),
  };
}

function recordOf(text: string): InjectionRecord {
  try {
    return (JSON.parse(text) ?? {}) as InjectionRecord;
  } catch {
    return {};
  }
}

function strippedPod(given: IPodSpec, record: InjectionRecord): IPodSpec {
  const pod = record.placement === undefined ? given : withoutPlacement(given, record.placement);
  const { shareProcessNamespace, terminationGracePeriodSeconds: grace, resources, securityContext, ...rest } = pod;
  const { initContainers = [], containers, volumes = [], ...others } = rest;
  const { requests = {}, ...otherResources } = resources ?? {};
  const { supplementalGroups, ...otherContext } = securityContext ?? {};
  const groups = supplementalGroups?.filter((group) => group !== record.supplementalGroup);
  const added = new Set(record.podRequests?.filter((name) => requests[name] === resources?.limits?.[name]));
  const withoutGroup =
    record.supplementalGroup === undefined
      ? securityContext && { securityContext }
      : filled('securityContext', { ...otherContext, ...filled('supplementalGroups', groups) });
  const withoutRequests =
    added.size === 0
      ? resources && { resources }
      : filled('resources', { ...otherResources, ...filled('requests', withoutKeys(requests, added)) });
  return {
    ...others,
    ...(shareProcessNamespace === undefined || record.shareProcessNamespace === true ? {} : { shareProcessNamespace }),
    ...(grace === undefined || grace === record.terminationGracePeriodSeconds
      ? {}
      : { terminationGracePeriodSeconds: grace }),
    ...withoutGroup,
    ...withoutRequests,
    ...filled(
      'initContainers',
      initContainers.filter(({ name }) => !SIDECARS.has(name)).map((each) => strippedContainer(each, record)),
    ),
    containers: containers.map((each) => strippedContainer(each, record)),
    ...filled(
      'volumes',
      volumes.filter(({ name }) => !VOLUMES.has(name)),
    ),
  };
}

function strippedContainer(container: IContainer, { tmp, preStop = [] }: InjectionRecord): IContainer {
  const { volumeMounts = [], ...others } = container;
  const tmpVolume = tmp?.containers.includes(container.name) === true ? tmp.volume : TMP_VOLUME;
  const mounts = volumeMounts.filter(
    ({ name, mountPath }) => !VOLUMES.has(name) && !(name === tmpVolume && mountPath === TMP_DIRECTORY),
  );
  const withMounts =
    mounts.length === volumeMounts.length ? container : { ...others, ...filled('volumeMounts', mounts) };
  if (!preStop.includes(container.name) || !isAppHook(container.lifecycle?.preStop)) {
    return withMounts;
  }
  const { lifecycle, ...withoutHooks } = withMounts;
  return { ...withoutHooks, ...filled('lifecycle', withoutKeys(lifecycle, new Set(['preStop']))) };
}

/** A field, unless there is nothing in it. */
function filled<K extends string, V extends object>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined || Object.keys(value).length === 0 ? {} : ({ [key]: value } as Record<K, V>);
}

function withoutKeys<T extends object>(map: T | undefined, keys: ReadonlySet<string>): T | undefined {
  return map && (Object.fromEntries(Object.entries(map).filter(([key]) => !keys.has(key))) as T);
}
