import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { DOMAIN_LABEL } from '../../pod/names.ts';
import { cut } from '../../text.ts';
import { bounded, MOST_TEXT } from '../kit/bounds.ts';
import { observedChild } from '../kit/child.ts';
import { digestOf } from '../../pod/digest.ts';
import type { DaemonSet, IceoryxDomain } from '../resources.ts';

/** Annotation of RouDi's pods: digest of the template they were made from. */
export const TEMPLATE_ANNOTATION = 'iceoryx.io/template';

/**
 * The DaemonSet of a domain's RouDi. OnDelete: this controller decides when to replace a RouDi, since all apps of its
 * node must stop first.
 */
export function daemonSetFor(object: IceoryxDomain, template: IPodTemplateSpec): DaemonSet {
  const { name, namespace = '', uid = '' } = object.metadata;
  const { metadata, ...rest } = template;
  const labels = { [DOMAIN_LABEL]: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name,
      namespace,
      labels: { ...labels, 'app.kubernetes.io/managed-by': 'iceoryx-operator' },
      ownerReferences: [
        { apiVersion: object.apiVersion, kind: object.kind, name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'OnDelete' },
      template: {
        metadata: {
          ...metadata,
          annotations: { ...metadata?.annotations, [TEMPLATE_ANNOTATION]: digestOf(template) },
        },
        ...rest,
      },
    },
  };
}

/** Cached projection of a DaemonSet. Any user may put our label on one. */
export function observedDaemonSet(live: DaemonSet): DaemonSet {
  const { spec, status, ...rest } = observedChild(live);
  const annotation = spec?.template.metadata?.annotations?.[TEMPLATE_ANNOTATION];
  const annotations = annotation === undefined ? {} : { [TEMPLATE_ANNOTATION]: cut(annotation, MOST_TEXT) };
  return {
    ...rest,
    ...(spec === undefined ? {} : { spec: { selector: {}, template: { metadata: { annotations } } } }),
    ...(status === undefined ? {} : { status: bounded(status) }),
  };
}

/** Identifies the template of RouDi's pods, to recognise outdated ones. */
export function templateOf({ spec }: DaemonSet): string | undefined {
  return spec?.template.metadata?.annotations?.[TEMPLATE_ANNOTATION];
}
