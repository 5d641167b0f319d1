import { askingOf } from '../../controllers/pods/asking.ts';
import { ICEORYX_PROFILES, type IceoryxProfile, type Pod } from '../../controllers/resources.ts';
import type { KubeObject } from '../../kube/object.ts';
import { NAMESPACES, PODS } from '../../kube/resource.ts';
import { markOf } from '../../pod/mark.ts';
import { AGENT_CONTAINER, PROFILE_LABEL } from '../../pod/names.ts';
import { profileOfDomain } from '../../pod/profile-request.ts';
import { type Ask, askOf, recordAt, type Workload, workloadOf } from '../../pod/workload.ts';
import { MUTATING_WEBHOOKS } from '../../webhook/certificates/configuration.ts';
import type { Context } from './context.ts';
import { explainAsking } from './of-asking.ts';
import { decisionFor, podsBy } from './of-profile.ts';
import { podAsWritten, podOf } from './pod-of.ts';
import { verdictOn } from './verdict.ts';
import type { Explained } from './view.ts';
import { type Configuration, whyUnasked } from './webhooks.ts';

/**
 * Explains a pod, or a workload, of neither an IceoryxDeployment nor an IceoryxDomain.
 *
 * @param chain the object and its owners
 */
export async function explainedAsking(
  object: KubeObject,
  chain: readonly KubeObject[],
  context: Context,
): Promise<Explained> {
  const { reads } = context;
  const live = object.kind === 'Pod' ? (object as Pod) : undefined;
  const workload = chain.flatMap((each) => (each.kind === 'Pod' ? [] : (workloadOf(each) ?? []))).at(-1);
  const unborn = workload === undefined ? podAsWritten(object, markOf(object) !== undefined) : podOf(workload);
  const settings = context.settings((live ?? unborn?.pod)?.spec);
  const { namespace = '' } = object.metadata;
  const [home, configurations] = await Promise.all([
    reads.get<KubeObject>(NAMESPACES, namespace, 'which profile the namespace names'),
    reads.list<Configuration>(MUTATING_WEBHOOKS, {}, 'which pods the webhook is asked about'),
  ]);
  const profileOfNamespace = home?.metadata.labels?.[PROFILE_LABEL];
  const { ask } = askOf({ apiVersion: 'v1', kind: 'Pod', metadata: (live ?? unborn?.pod)?.metadata });
  const profile = await profileFor(ask, namespace, profileOfNamespace, context);
  const reference = profile && (await context.referenceOf({ ...profile, metadata: { namespace } }, settings));
  const renews = (live?.spec?.initContainers ?? []).some(
    ({ name, restartPolicyRules = [] }) => name === AGENT_CONTAINER && restartPolicyRules.length > 0,
  );
  const unread = { restartAllContainers: renews, because: 'nodes were not read' };
  const verdict = unborn && ask && (await verdictOn(unborn, context, settings, unread));
  const marks = profile && decisionFor({ object: profile, reference, settings }).marks;
  const unasked = whyUnasked({
    labels: (live ?? unborn?.pod)?.metadata?.labels ?? {},
    created: live?.metadata.creationTimestamp,
    namespace: { name: namespace, labels: home?.metadata.labels ?? {} },
    configurations,
  });
  const pods = ask && workload && live === undefined ? await podsOf(workload, namespace, context) : undefined;
  return {
    settings,
    parts: {
      ...explainAsking({ live, unborn, verdict, unasked, profile, marks, profileOfNamespace }),
      ...(pods === undefined ? {} : { pods: podsBy(marks, pods) }),
    },
  };
}

/** The profile that pods ask for; that of a domain has all defaults. */
async function profileFor(
  ask: Ask | undefined,
  namespace: string,
  profileOfNamespace: string | undefined,
  { reads }: Context,
): Promise<IceoryxProfile | undefined> {
  const name = ask?.profile ?? profileOfNamespace;
  if (ask?.domain !== undefined) {
    return profileOfDomain(ask.domain);
  }
  return ask === undefined || name === undefined
    ? undefined
    : reads.get<IceoryxProfile>(ICEORYX_PROFILES, `${namespace}/${name}`, `what IceoryxProfile ${name} says`);
}

/** The pods of a workload. Any may carry the labels that it selects. */
async function podsOf(
  { kind, name, object }: Workload,
  namespace: string,
  { reads }: Context,
): Promise<readonly Pod[] | undefined> {
  const labels = Object.entries(recordAt(object, ['spec', 'selector', 'matchLabels']));
  const labelSelector = labels.map(([key, value]) => `${key}=${String(value)}`).join(',');
  const pods =
    labels.length === 0 ? undefined : await reads.list<Pod>(PODS, { namespace, labelSelector }, 'which pods it has');
  return pods?.filter((pod) => {
    const { owner } = askingOf(pod);
    return owner?.kind === kind && owner.name === name;
  });
}
