import type { IceoryxDeployment } from '../../api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain } from '../../api/iceoryx-domain.generated.ts';
import type { Problem } from '../../api/rules/problem.ts';
import { structureErrors, withDefaults } from '../../api/structure.ts';
import { problemsOf } from '../../api/validation.ts';
import { type Deployment, deploymentFor } from '../../controllers/deployment/child.ts';
import type { OwnImages } from '../../pod/agent-image.ts';
import { domainReferenceOf } from '../../controllers/pods/domain-reference.ts';
import { newShape } from '../../controllers/deployment/shape.ts';
import { domainKeyOf, type UserOfDomain } from '../../controllers/resources.ts';
import type { KubeObject } from '../../kube/object.ts';
import { type Change, changesOf } from '../../pod/changes.ts';
import type { Figure } from '../../pod/figure.ts';
import { figuresOf } from '../../pod/figures.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { type Domain, withDomainImage } from '../../pod/domain.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { furtherProblems, planDeployment, withDefaultImage } from '../../pod/deployment-request.ts';

/** IceoryxDomains by `namespace/name`; those that are refused are undefined. */
export type Domains = ReadonlyMap<string, IceoryxDomain | undefined>;

/** An object whose pods have RouDi: the Deployment of an IceoryxDeployment, or a workload that asked. */
export interface Rendering {
  readonly object: KubeObject;
  /** What it is to its author. */
  readonly as: 'deployment' | 'workload';
  /** Where the template is in it; empty for a pod. */
  readonly at: readonly string[];
  readonly changes: readonly Change[];
  readonly figures: readonly Figure[];
  readonly segments: readonly { readonly name: string; readonly bytes: number }[];
  /** Warnings: the pods work, but not as well as they could. */
  readonly warnings: readonly string[];
}

/** Renders an object, or returns its problems. */
export function rendering(
  written: unknown,
  capabilities: Capabilities,
  images: OwnImages,
  domains: Domains = new Map(),
): { rendering: Rendering; problems?: never } | { rendering?: never; problems: readonly Problem[] } {
  const faults = problemsOf(written);
  if (faults.length > 0) {
    // Further checks need an object with the structure of the schema.
    const isWellFormed = structureErrors(written).length === 0;
    const further = isWellFormed ? furtherProblems(withDefaults(written as IceoryxDeployment)) : [];
    return { problems: [...faults, ...further] };
  }
  const object = withDefaultImage(withDefaults(written as IceoryxDeployment), images.defaultImage);
  const { problem, domain } = domainFor(inNamespace(object), domains, images.defaultImage);
  if (problem !== undefined) {
    return { problems: [problem] };
  }
  const { plan, problems } = planDeployment(object, domain);
  if (plan === undefined) {
    return { problems };
  }
  const { restartAllContainers } = capabilities;
  const deployment = deploymentFor(object, plan, newShape(object, plan, { restartAllContainers }), images.agent);
  const { template } = object.spec;
  return {
    rendering: {
      object: withoutOwner(deployment),
      as: 'deployment',
      at: ['spec', 'template'],
      changes: changesOf(template, deployment.spec?.template ?? template),
      ...computed(plan, capabilities),
    },
  };
}

/** What a rendering tells of a plan. */
export function computed(
  plan: PodPlan,
  capabilities: Capabilities,
): Pick<Rendering, 'figures' | 'segments' | 'warnings'> {
  return {
    figures: figuresOf(plan, capabilities),
    segments: plan.memory.segments.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
    warnings: [
      ...(plan.termination.unsafe === undefined ? [] : [plan.termination.unsafe.message]),
      ...plan.warnings.map(({ path, message }) => `${path}: ${message}`),
    ],
  };
}

/** Leaves out what only a cluster knows: the owner's uid, and the namespace if the file has none. */
function withoutOwner({ apiVersion, kind, metadata, ...rest }: Deployment): KubeObject {
  const { ownerReferences: _, namespace = '', ...others } = metadata;
  return { apiVersion, kind, metadata: { ...(namespace === '' ? {} : { namespace }), ...others }, ...rest };
}

/** Gives an object without a namespace the namespace `default`, so that all such objects share one. */
export function inNamespace<T extends { metadata: { namespace?: string } }>(object: T): T {
  const { namespace = 'default' } = object.metadata;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** Looks up the domain of an object. It must be in the files too, because pods depend on its users and nodes. */
export function domainFor(
  object: UserOfDomain,
  domains: Domains,
  defaultImage: string | undefined,
): { domain?: Domain | undefined; problem?: Problem } {
  const key = domainKeyOf(object);
  if (key === undefined) {
    return {};
  }
  const path = 'spec.domain';
  const value = object.spec.domain;
  const found = domains.get(key);
  if (found === undefined) {
    const message = domains.has(key)
      ? `IceoryxDomain ${key} is refused; correct it first`
      : `IceoryxDomain ${key} is in none of the files; add its file with -f, or correct the name`;
    return { problem: { path, value, message } };
  }
  const { domain, obstacle } = domainReferenceOf(object, key, withDomainImage(found, defaultImage));
  return obstacle === undefined ? { domain } : { problem: { path, value, message: obstacle.message } };
}
