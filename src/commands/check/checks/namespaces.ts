import type { KubeObject } from '../../../kube/object.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { NO_OBJECT } from '../our-objects.ts';
import { admissionOf, admits, type Level, LEVELS } from '../pod-security.ts';
import { counted } from '../words.ts';

const category = 'namespaces';
const ENFORCE = 'pod-security.kubernetes.io/enforce';

const podSecurity = check({
  id: 'namespaces-pod-security',
  category,
  description: 'Pod Security admits the pods of all objects',
  severity: 'Error',
  needs: ['namespaces', 'templates', 'domains'],
  judge: ({ namespaces, templates, domains }) => {
    const levels = new Map(namespaces.map((each) => [each.metadata.name, levelOf(each)]));
    const made = new Set(templates.map(({ object }) => object));
    const needed = [
      ...templates.map(({ object, namespace, spec }) => ({ object, namespace, ...admissionOf(spec) })),
      // Their RouDi mounts a directory of the node, whether or not it has pods already.
      ...domains
        .map(({ metadata }) => ({ object: `IceoryxDomain ${metadata.namespace}/${metadata.name}`, metadata }))
        .filter(({ object }) => !made.has(object))
        .map(({ object, metadata }) => ({
          object,
          namespace: metadata.namespace ?? '',
          level: 'privileged' as const,
          because: 'RouDi of a domain mounts a directory of its node',
        })),
    ];
    if (needed.length === 0) {
      return skipped(NO_OBJECT);
    }
    return verdict(
      needed.flatMap(({ object, namespace, level, because }): Finding[] => {
        const enforced = levels.get(namespace);
        return enforced === undefined || admits(enforced, level)
          ? []
          : [
              {
                object,
                message: `its pods need the level ${level}, as ${because}, and namespace ${namespace} enforces ${enforced}: new pods are refused`,
                remedy:
                  level === 'privileged'
                    ? `move it to a namespace that admits such pods, or kubectl label namespace ${namespace} --overwrite ${ENFORCE}=${level}`
                    : `give all apps one numeric user in the template (docs/identity.md), or kubectl label namespace ${namespace} --overwrite ${ENFORCE}=${level}`,
              },
            ];
      }),
      counted(needed.length, 'object'),
    );
  },
});

const sweeps = check({
  id: 'namespaces-sweeps',
  category,
  description: 'the namespace of sweeps admits their Jobs',
  severity: 'Error',
  needs: ['sweepNamespaces'],
  judge: ({ sweepNamespaces }) =>
    sweepNamespaces.length === 0
      ? skipped('no operator was found that has sweeps on')
      : verdict(
          sweepNamespaces.flatMap(({ name, namespace, operator }): Finding[] => {
            const object = `Namespace ${name}`;
            const level = namespace && levelOf(namespace);
            if (level === undefined) {
              const message = `there is none, and Deployment ${operator.key} would run Jobs of sweeps in it`;
              return [{ object, message, remedy: 'upgrade the release with sweep.namespace.create: true' }];
            }
            return admits(level, 'privileged')
              ? []
              : [
                  {
                    object,
                    message: `it enforces ${level}, which refuses the Jobs of sweeps: they see all processes of their node`,
                    remedy: `kubectl label namespace ${name} --overwrite ${ENFORCE}=privileged`,
                  },
                ];
          }),
          sweepNamespaces.map(({ name }) => name).join(', '),
        ),
});

export const NAMESPACES = [podSecurity, sweeps];

/** What a namespace enforces. Without the label it is the API server's default, which is privileged unless configured. */
function levelOf({ metadata }: KubeObject): Level {
  return LEVELS.find((level) => level === metadata.labels?.[ENFORCE]) ?? 'privileged';
}
