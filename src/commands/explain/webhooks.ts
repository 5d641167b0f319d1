import type { KubeObject } from '../../kube/object.ts';
import { type Selector, selects } from './selector.ts';

/** A MutatingWebhookConfiguration, as far as it decides which pods the operator is asked about. */
export interface Configuration extends KubeObject {
  readonly webhooks?: readonly {
    readonly name?: string;
    readonly failurePolicy?: string;
    readonly namespaceSelector?: Selector;
    readonly objectSelector?: Selector;
  }[];
}

/** Webhooks of the operator have names of this domain. */
const OURS = /\.iceoryx\.io$/;

export interface UnaskedFacts {
  /** Of the pod as it is. */
  readonly labels: Readonly<Record<string, string>>;
  readonly created: string | undefined;
  readonly namespace: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  /** Undefined without the right to list them. */
  readonly configurations: readonly Configuration[] | undefined;
}

/** Why a pod that asks may not have RouDi, the surest reason first. */
export interface Unasked {
  readonly reason: 'Away' | 'NoWebhook' | 'NotSelected' | 'OlderThanWebhook' | 'Unknown';
  readonly because: string;
}

/** Why no webhook has added RouDi to a pod that asks. */
export function whyUnasked({ labels, created, namespace, configurations }: UnaskedFacts): Unasked {
  if (configurations === undefined) {
    return { reason: 'Unknown', because: 'the webhook was not asked about it, or was away' };
  }
  const ours = configurations.flatMap(({ metadata, webhooks = [] }) =>
    webhooks
      .filter(({ name = '' }) => OURS.test(name))
      .map((webhook) => ({ ...webhook, since: metadata.creationTimestamp })),
  );
  if (ours.length === 0) {
    const because =
      'no MutatingWebhookConfiguration of the operator is there: start it with --webhook-port (chart value webhook), or use the command inject';
    return { reason: 'NoWebhook', because };
  }
  const selecting = ours.filter(({ namespaceSelector = {} }) => selects(namespaceSelector, namespace.labels));
  if (selecting.length === 0) {
    return { reason: 'NotSelected', because: `the webhook's namespaceSelector leaves out namespace ${namespace.name}` };
  }
  const asked = selecting.filter(({ objectSelector = {} }) => selects(objectSelector, labels));
  if (asked.length === 0) {
    return { reason: 'NotSelected', because: "the webhook's objectSelector leaves out pods with these labels" };
  }
  const since = asked.map((webhook) => webhook.since ?? '').toSorted()[0] ?? '';
  if (created !== undefined && created < since) {
    return { reason: 'OlderThanWebhook', because: `the pod was created at ${created}, and the webhook at ${since}` };
  }
  const isOptional = asked.some(({ failurePolicy }) => failurePolicy === 'Ignore');
  return {
    reason: 'Away',
    because: isOptional
      ? 'the webhook was away when the pod was created, and its failurePolicy Ignore lets such pods pass; or the labels that ask were added later'
      : 'the labels that ask were added after the pod was created, or the webhook was switched off at that time',
  };
}
