import type { JsonPatchOperation } from '../../kube/options.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import { textOf } from './stored.ts';

export const MUTATING_WEBHOOKS: Resource = {
  group: 'admissionregistration.k8s.io',
  version: 'v1',
  kind: 'MutatingWebhookConfiguration',
  plural: 'mutatingwebhookconfigurations',
  namespaced: false,
};

/** A MutatingWebhookConfiguration, as far as certificates are concerned. */
export interface WebhookConfiguration extends KubeObject {
  readonly webhooks?: readonly { readonly name: string; readonly clientConfig: { readonly caBundle?: string } }[];
}

/** What API servers trust, of all webhooks, in PEM. */
export function bundlesOf(configuration: WebhookConfiguration | undefined): string[] {
  return (configuration?.webhooks ?? []).map(({ clientConfig }) => textOf(clientConfig.caBundle));
}

/**
 * The patch that lets API servers trust this bundle; undefined if they do. It is refused with a conflict if the
 * configuration has changed: the place of a webhook in the list may be that of another one then.
 */
export function trustPatch(
  { metadata, webhooks = [] }: WebhookConfiguration,
  caBundle: string,
): JsonPatchOperation[] | undefined {
  const operations = webhooks.flatMap(({ clientConfig }, index): JsonPatchOperation[] =>
    clientConfig.caBundle === caBundle
      ? []
      : [{ op: 'add', path: `/webhooks/${index}/clientConfig/caBundle`, value: caBundle }],
  );
  return operations.length === 0
    ? undefined
    : [{ op: 'replace', path: '/metadata/resourceVersion', value: metadata.resourceVersion }, ...operations];
}
