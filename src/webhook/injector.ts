import type { IPod } from 'kubernetes-models/v1/Pod';
import { profileProblems } from '../api/iceoryx-profile.ts';
import type { Problem } from '../api/rules/problem.ts';
import type { ClusterCaches } from '../controllers/cluster-caches.ts';
import { capabilitiesOfPods } from '../controllers/nodes/capabilities.ts';
import { type DomainReference, referenceOf } from '../controllers/pods/domain-reference.ts';
import { domainKeyOf, type IceoryxProfile, type Node, type Pod } from '../controllers/resources.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Events } from '../kube/events.ts';
import type { Store } from '../kube/store.ts';
import type { OwnImages } from '../pod/agent-image.ts';
import type { Capabilities } from '../pod/inject.ts';
import { markOf } from '../pod/mark.ts';
import { profileOfDomain } from '../pod/profile-request.ts';
import { type Ask, askOf } from '../pod/workload.ts';
import { cut, printable, shortList } from '../text.ts';
import type { AdmissionRequest, AdmissionResponse } from './admission-review.ts';
import { type Injected, type Injection, injectionOf } from './injection.ts';
import { controllerOf, type LookupCaches, Lookups } from './lookups.ts';
import type { Outcome, Refusal, Skip } from './outcomes.ts';

/** What the webhook reads of the caches. */
export type InjectorCaches = LookupCaches & {
  readonly scope: Pick<ClusterCaches['scope'], 'assumed'>;
  readonly nodes: { readonly store: Pick<Store<Node>, 'list'> } | undefined;
};

export interface InjectorOptions extends OwnImages {
  /** For reads of what the caches do not have yet. */
  readonly client: Pick<KubeClient, 'get'>;
  readonly caches: InjectorCaches;
  readonly events: Events;
  /** Called once per pod, for metrics. */
  readonly observer?: ((outcome: Outcome, reason: Refusal | Skip | '') => void) | undefined;
}

/** What becomes of a pod. */
export type Verdict =
  | {
      readonly outcome: 'injected';
      readonly injection: Extract<Injection, Injected>;
      readonly profile: IceoryxProfile;
      /** Whether the profile is one that is stored, and not the defaults of a pod that only joins a domain. */
      readonly isStored: boolean;
      readonly capabilities: Capabilities;
    }
  | { readonly outcome: 'skipped'; readonly reason: Skip }
  | Refused;

interface Refused {
  readonly outcome: 'refused';
  readonly reason: Refusal;
  readonly message: string;
}

const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';
/** kubectl prints each warning in a line; the API server cuts longer ones (apiserver/pkg/warning, v1.36). */
const MOST_WARNING = 256;
const MOST_WARNINGS = 5;
const MOST_PROBLEMS = 10;

/** Adds RouDi to pods that ask for it as the API server creates them, or refuses them in words that their author can use. */
export class PodInjector {
  readonly #options: InjectorOptions;
  readonly #lookups: Lookups;
  /** Problems of profiles as they are cached. */
  readonly #checked = new WeakMap<IceoryxProfile, readonly Problem[]>();

  constructor(options: InjectorOptions) {
    this.#options = options;
    this.#lookups = new Lookups(options.client, options.caches);
  }

  /** @throws if the API server must be asked and does not answer, which fails the creation of the pod */
  async answer(request: AdmissionRequest): Promise<AdmissionResponse> {
    const { observer = () => {} } = this.#options;
    const pod = request.object as Pod & { spec: NonNullable<Pod['spec']> };
    try {
      const verdict = await this.verdict(pod, request.namespace ?? '');
      observer(verdict.outcome, verdict.outcome === 'injected' ? '' : verdict.reason);
      if (verdict.outcome === 'refused' && request.dryRun !== true) {
        this.#report(pod, request.namespace ?? '', verdict);
      }
      return responseOf(verdict);
    } catch (error) {
      observer('failed', '');
      throw error;
    }
  }

  /**
   * What becomes of a pod in a namespace, as it is before it is created.
   * @throws if the API server must be asked and does not answer
   */
  async verdict(pod: Pod & { spec: NonNullable<Pod['spec']> }, namespace: string): Promise<Verdict> {
    const { metadata, spec } = pod;
    if (metadata.annotations?.[MIRROR_ANNOTATION] !== undefined) {
      return { outcome: 'skipped', reason: 'MirrorPod' };
    }
    const { ask, problems } = askOf({ apiVersion: 'v1', kind: 'Pod', metadata });
    if (problems.length > 0) {
      return refusedFor('InvalidRequest', problems);
    }
    if (ask === undefined) {
      return { outcome: 'skipped', reason: 'NotAsking' };
    }
    if (markOf(pod) !== undefined) {
      return { outcome: 'skipped', reason: 'AlreadyInjected' };
    }
    const { profile, isStored, refused } = await this.#profileFor(ask, namespace);
    if (refused !== undefined) {
      return refused;
    }
    const { domain, obstacle } = await this.#domainFor(profile, namespace);
    if (obstacle !== undefined) {
      return refusal(obstacle.reason, obstacle.message);
    }
    if (domain?.isEnding === true) {
      return refusal('DomainEnding', `IceoryxDomain ${domain.key} is being deleted; use another domain`);
    }
    const { caches, defaultImage, agent } = this.#options;
    const { assumed } = caches.scope;
    const isApart = domain !== undefined && profile.spec.runtimeNames !== 'Unique';
    const nodeSelector = { ...domain?.nodeSelector, ...(spec as Partial<Pod>['spec'])?.nodeSelector };
    const capabilities = assumed ?? capabilitiesOfPods({ ...spec, nodeSelector }, caches.nodes?.store.list() ?? []);
    const injection = injectionOf(pod as IPod & { spec: typeof spec }, {
      profile,
      isStored,
      domain,
      defaultImage,
      agent,
      capabilities,
      siblings: isApart ? await this.#lookups.siblings(pod as IPod, namespace) : undefined,
    });
    if (injection.patch === undefined) {
      return refusedFor(
        'InvalidPod',
        injection.problems,
        isStored ? ` by IceoryxProfile ${profile.metadata.name}` : '',
      );
    }
    return { outcome: 'injected', injection, profile, isStored, capabilities };
  }

  async #profileFor(
    { profile: named, domain }: Ask,
    namespace: string,
  ): Promise<
    | { readonly profile: IceoryxProfile; readonly isStored: boolean; readonly refused?: never }
    | { readonly profile?: never; readonly isStored?: never; readonly refused: Refused }
  > {
    if (domain !== undefined) {
      return { profile: profileOfDomain(domain), isStored: false };
    }
    const name = named ?? (await this.#lookups.profileOfNamespace(namespace));
    if (name === undefined) {
      const message = `the pod asks for RouDi, but neither it nor namespace ${namespace} names an IceoryxProfile; add the label iceoryx.io/profile to the pod, or to the namespace for all of its pods that ask`;
      return { refused: refusal('NoProfile', message) };
    }
    const key = `${namespace}/${name}`;
    const profile = await this.#lookups.profile(key);
    if (profile === undefined) {
      const message = `IceoryxProfile ${key} does not exist; create it, or correct the label iceoryx.io/profile of the ${named === undefined ? 'namespace' : 'pod'}`;
      return { refused: refusal('ProfileNotFound', message) };
    }
    if (profile.excess !== undefined) {
      const message = `IceoryxProfile ${key} exceeds what the operator keeps, as its condition Stalled says`;
      return { refused: refusal('ProfileTooLarge', message) };
    }
    const problems = this.#problemsOf(profile);
    return problems.length === 0
      ? { profile, isStored: true }
      : { refused: refusedFor('ProfileInvalid', problems, ` by IceoryxProfile ${key}`) };
  }

  #problemsOf(profile: IceoryxProfile): readonly Problem[] {
    const { metadata, spec } = profile;
    const problems = this.#checked.get(profile) ?? profileProblems({ metadata: { name: metadata.name }, spec });
    this.#checked.set(profile, problems);
    return problems;
  }

  async #domainFor({ spec }: IceoryxProfile, namespace: string): Promise<DomainReference> {
    const user = { metadata: { namespace }, spec };
    const { caches, defaultImage } = this.#options;
    const key = domainKeyOf(user);
    const found = key === undefined ? undefined : await this.#lookups.domain(key);
    return referenceOf(user, caches.domains && { get: () => found }, defaultImage) ?? {};
  }

  /** The controller of a refused pod tries again and again, and its author looks at its Events. */
  #report(pod: Pod, namespace: string, { reason, message }: Refused): void {
    const owner = controllerOf(pod.metadata as IPod['metadata']);
    if (owner !== undefined) {
      const { apiVersion, kind, name, uid } = owner;
      const regarding = { apiVersion, kind, metadata: { name, namespace, uid } };
      this.#options.events.record(regarding, { type: 'Warning', reason, action: 'Inject', note: `no pod: ${message}` });
    }
  }
}

function refusal(reason: Refusal, message: string): Refused {
  return { outcome: 'refused', reason, message };
}

function refusedFor(reason: Refusal, problems: readonly Problem[], by = ''): Refused {
  const lines = shortList(problems, MOST_PROBLEMS, ({ path, message }) => `${path}: ${message}`);
  return refusal(reason, `RouDi cannot be added${by}: ${lines.join('; ')}`);
}

function responseOf(verdict: Verdict): AdmissionResponse {
  switch (verdict.outcome) {
    case 'injected': {
      const { injection, isStored, profile } = verdict;
      // Only people read warnings, and a controller creates pods again and again.
      const isOwned = controllerOf(injection.pod.metadata) !== undefined;
      const inWords = ({ path, message }: Problem): string => cut(printable(`${path}: ${message}`), MOST_WARNING);
      return {
        allowed: true,
        patch: injection.patch,
        auditAnnotations: { outcome: 'injected', profile: isStored ? profile.metadata.name : '' },
        warnings: isOwned ? [] : shortList(injection.plan.warnings, MOST_WARNINGS, inWords),
      };
    }
    case 'skipped':
      return { allowed: true, auditAnnotations: { outcome: `skipped: ${verdict.reason}` } };
    case 'refused':
      return {
        allowed: false,
        status: { code: 403, reason: 'Forbidden', message: printable(verdict.message) },
        auditAnnotations: { outcome: `refused: ${verdict.reason}` },
      };
  }
}
