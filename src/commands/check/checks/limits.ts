import type { IContainer } from 'kubernetes-models/v1/Container';
import { isQuantity, parseQuantity } from '../../../api/quantity.ts';
import type { LimitRange, ResourceQuota, Template } from '../facts.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { NO_OBJECT } from '../our-objects.ts';
import { counted } from '../words.ts';

const category = 'namespaces';

const limitRanges = check({
  id: 'namespaces-limit-ranges',
  category,
  description: 'LimitRanges admit RouDi and the agent',
  severity: 'Error',
  needs: ['limitRanges', 'templates'],
  judge: ({ limitRanges, templates }) =>
    templates.length === 0
      ? skipped(NO_OBJECT)
      : verdict(
          templates.flatMap((template) =>
            limitRanges
              .filter(({ metadata }) => metadata.namespace === template.namespace)
              .flatMap((range) => outOfRange(template, range)),
          ),
          `${counted(limitRanges.length, 'LimitRange')} for ${counted(templates.length, 'object')}`,
        ),
});

const quotas = check({
  id: 'namespaces-quotas',
  category,
  description: 'ResourceQuotas admit another pod of each object',
  severity: 'Warning',
  needs: ['quotas', 'limitRanges', 'templates'],
  judge: ({ quotas, limitRanges, templates }) =>
    templates.length === 0
      ? skipped(NO_OBJECT)
      : verdict(
          templates.flatMap((template) => {
            const here = <T extends LimitRange | ResourceQuota>(all: readonly T[]): T[] =>
              all.filter(({ metadata }) => metadata.namespace === template.namespace);
            return here(quotas).flatMap((quota) => [
              ...undeclared(template, quota, here(limitRanges)),
              ...exceeded(template, quota),
            ]);
          }),
          `${counted(quotas.length, 'ResourceQuota')} for ${counted(templates.length, 'object')}`,
        ),
});

export const LIMITS = [limitRanges, quotas];

/** Containers that the operator adds. Those of the template are for its author to fit in. */
function sidecarsOf({ spec }: Template): IContainer[] {
  return allOf({ spec }).filter(({ name }) => name.startsWith('iceoryx-'));
}

function allOf({ spec }: Pick<Template, 'spec'>): IContainer[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}

type Amount = string | number | undefined;

function amountOf(value: Amount): bigint | undefined {
  return value !== undefined && isQuantity(value) ? parseQuantity(value, 1000n) : undefined;
}

function outOfRange(template: Template, { metadata, spec }: LimitRange): Finding[] {
  const items = (spec?.limits ?? []).filter(({ type }) => type === 'Container');
  const findings = items.flatMap(({ max = {}, min = {} }) =>
    sidecarsOf(template).flatMap(({ name, resources }) =>
      ['cpu', 'memory'].flatMap((resource) => {
        const [limit, request] = [resources?.limits?.[resource], resources?.requests?.[resource]];
        const [most, least] = [max[resource], min[resource]];
        const isAbove = isMore(limit ?? request, most);
        const isBelow = isMore(least, request ?? limit);
        return [
          ...(isAbove
            ? [`container ${name} has a limit of ${limit ?? request} of ${resource}, and at most ${most} is allowed`]
            : []),
          ...(isBelow
            ? [`container ${name} requests ${request ?? limit} of ${resource}, and at least ${least} is wanted`]
            : []),
        ];
      }),
    ),
  );
  return findings.map((what) => ({
    object: template.object,
    message: `LimitRange ${metadata.namespace}/${metadata.name} refuses its pods: ${what}`,
    remedy:
      'change the LimitRange, or set spec.roudi.resources and spec.agent.resources within it; RouDi needs the memory of its segments',
  }));
}

function isMore(value: Amount, than: Amount): boolean {
  const [a, b] = [amountOf(value), amountOf(than)];
  return a !== undefined && b !== undefined && a > b;
}

/** `limits.cpu`, `requests.memory`; `cpu` and `memory` are requests. */
function partsOf(key: string): { kind: 'limits' | 'requests'; resource: string } | undefined {
  const { kind = 'requests', resource } =
    /^(?:(?<kind>limits|requests)\.)?(?<resource>cpu|memory|ephemeral-storage)$/.exec(key)?.groups ?? {};
  return resource === undefined ? undefined : { kind: kind as 'limits' | 'requests', resource };
}

/** A quota of a resource refuses pods of which a container does not say how much it takes. */
function undeclared(template: Template, { metadata, spec }: ResourceQuota, ranges: readonly LimitRange[]): Finding[] {
  return Object.keys(isForAll(spec) ? (spec?.hard ?? {}) : {}).flatMap((key) => {
    const parts = partsOf(key);
    if (parts === undefined) {
      return [];
    }
    const { kind, resource } = parts;
    const byDefault = ranges.some(({ spec: range }) =>
      (range?.limits ?? []).some(
        (item) => (kind === 'limits' ? item.default : (item.defaultRequest ?? item.default))?.[resource] !== undefined,
      ),
    );
    const silent = sidecarsOf(template).find(
      ({ resources }) => resources?.[kind]?.[resource] === undefined && resources?.limits?.[resource] === undefined,
    );
    return byDefault || silent === undefined
      ? []
      : [
          {
            severity: 'Error',
            object: template.object,
            message: `ResourceQuota ${metadata.namespace}/${metadata.name} limits ${key}, and container ${silent.name} does not say how much it takes: new pods are refused`,
            remedy: `give every container of the template ${kind} of ${resource}, and RouDi and the agent get them as well; or set them in spec.roudi.resources and spec.agent.resources`,
          },
        ];
  });
}

/** What is left of a quota is less than another pod takes. */
function exceeded(template: Template, { metadata, spec, status }: ResourceQuota): Finding[] {
  return Object.entries(isForAll(spec) ? (spec?.hard ?? {}) : {}).flatMap(([key, hard]) => {
    const [most, used] = [amountOf(hard), amountOf(status?.used?.[key] ?? 0)];
    const parts = partsOf(key);
    const needed = key === 'pods' ? 1000n : parts && neededBy(template, parts.kind, parts.resource);
    return most === undefined || used === undefined || needed === undefined || used + needed <= most
      ? []
      : [
          {
            object: template.object,
            message: `ResourceQuota ${metadata.namespace}/${metadata.name} has ${status?.used?.[key] ?? 0} of ${hard} ${key} in use, which leaves too little for one more of its pods: scaling up and rolling updates wait`,
            remedy: 'raise the quota, or set spec.strategy so that a pod ends before its successor starts',
          },
        ];
  });
}

/** Native sidecars run beside the containers; other init containers run before, and take no more in most pods. */
function neededBy(template: Template, kind: 'limits' | 'requests', resource: string): bigint {
  return allOf(template)
    .filter(
      ({ name, restartPolicy }) =>
        restartPolicy === 'Always' || template.spec.containers.some((one) => one.name === name),
    )
    .reduce(
      (sum, { resources }) => sum + (amountOf(resources?.[kind]?.[resource] ?? resources?.limits?.[resource]) ?? 0n),
      0n,
    );
}

/** Quotas with scopes count some pods only. */
function isForAll(spec: ResourceQuota['spec']): boolean {
  return spec?.scopes === undefined && spec?.scopeSelector === undefined;
}
