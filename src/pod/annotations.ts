import type { IVolume } from 'kubernetes-models/v1/Volume';
import { type Problem, unless } from '../api/rules/problem.ts';
import type { Identity } from './identity/identity.ts';
import { CONFIG_ANNOTATION, CONFIG_FILE, CONFIG_VOLUME, GROUP_ANNOTATION, PASSWD_ANNOTATION } from './names.ts';
import { fieldOf, type InjectionRequest } from './request.ts';

/** Files that the pod brings along, by annotation. A downward API volume turns each annotation into such a file. */
const FILES: ReadonlyMap<string, string> = new Map([
  [CONFIG_ANNOTATION, CONFIG_FILE],
  [PASSWD_ANNOTATION, 'passwd'],
  [GROUP_ANNOTATION, 'group'],
]);

/** Annotations with the names of users and groups, if the pod brings its own. */
export function namesAnnotations(identity: Pick<Identity, 'group' | 'passwd'> | undefined): Record<string, string> {
  return identity === undefined ? {} : { [PASSWD_ANNOTATION]: identity.passwd, [GROUP_ANNOTATION]: identity.group };
}

/** The volume that turns annotations into files; empty if there are no such annotations. */
export function fileVolumes(annotations: Readonly<Record<string, string>>): IVolume[] {
  const items = [...FILES]
    .filter(([annotation]) => annotations[annotation] !== undefined)
    .map(([annotation, path]) => ({ path, fieldRef: { fieldPath: `metadata.annotations['${annotation}']` } }));
  return items.length === 0 ? [] : [{ name: CONFIG_VOLUME, downwardAPI: { items } }];
}

/** Limit of all keys and values together, in bytes (`TotalAnnotationSizeLimitB`, k8s.io/apimachinery). */
const MAX_BYTES = 256 * 1024;

/**
 * Rejects annotations that exceed the limit. The API server would refuse the Deployment without saying which
 * annotations are the user's and which the operator's.
 */
export function annotationProblems(request: InjectionRequest, added: Readonly<Record<string, string>>): Problem[] {
  const own = bytesOf(request.template.metadata?.annotations ?? {});
  const ours = bytesOf(added);
  return unless(
    own + ours <= MAX_BYTES,
    fieldOf(request, 'metadata.annotations'),
    own,
    () =>
      `the pods' annotations take ${own + ours} bytes, more than the ${MAX_BYTES} that Kubernetes allows: ${own} of the template and ${ours} for RouDi's configuration; shorten the annotations${ours > MAX_BYTES / 2 ? ', or use fewer segments and mempools' : ''}`,
  );
}

function bytesOf(annotations: Readonly<Record<string, string>>): number {
  return Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
}
