import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Deployment } from '../../controllers/deployment/child.ts';
import type { IceoryxDeployment, IceoryxDomain, IceoryxProfile, Pod, Volume } from '../../controllers/resources.ts';
import { type KubeObject, objectKey, type Typed } from '../../kube/object.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, VOLUMES } from '../../kube/resource.ts';
import { markOf } from '../../pod/mark.ts';
import { DOMAIN_LABEL, DOMAIN_NAMESPACE_LABEL, PROFILE_LABEL } from '../../pod/names.ts';
import { isRecord } from '../../pod/same.ts';
import { workloadOf } from '../../pod/workload.ts';
import type { Context } from './context.ts';
import { explainedAsking } from './gather-asking.ts';
import { explainDeployment } from './of-deployment.ts';
import { explainDomain } from './of-domain.ts';
import { explainProfile } from './of-profile.ts';
import { madeOf, type Owner, ownersOf } from './owners.ts';
import type { Explained, Explanation } from './view.ts';

/** Explains an object of one of the kinds that can be explained. */
export async function explanationOf(object: KubeObject, context: Context): Promise<Explanation> {
  const { operator, reads } = context;
  const owners = await ownersOf(reads, object);
  const { settings, parts } = await explained(object, owners, context);
  const { agent, defaultImage } = settings.images;
  return {
    subject: madeOf(object),
    madeBy: owners.map((owner) => owner.made),
    ...(operator === undefined
      ? {}
      : {
          operator: {
            deployment: operator.deployment,
            ...(operator.version === undefined ? {} : { version: operator.version }),
          },
        }),
    images: {
      agent: agent.image,
      ...(defaultImage === undefined ? {} : { roudi: defaultImage }),
      from: settings.imagesFrom,
    },
    ...parts,
    unknown: reads.unknown,
  };
}

async function explained(object: KubeObject, owners: readonly Owner[], context: Context): Promise<Explained> {
  const chain = [object, ...owners.flatMap((owner) => owner.object ?? [])];
  const ofKind = (kind: string): KubeObject | undefined =>
    chain.find((each) => each.kind === kind && each.apiVersion === 'iceoryx.io/v1alpha1');
  const deployment = ofKind('IceoryxDeployment');
  if (deployment !== undefined) {
    return ofDeployment(deployment as IceoryxDeployment, chain, context);
  }
  const domain = ofKind('IceoryxDomain');
  if (domain !== undefined) {
    return ofDomain(domain as IceoryxDomain, context);
  }
  const profile = ofKind('IceoryxProfile');
  return profile === undefined
    ? explainedAsking(object, chain, context)
    : ofProfile(profile as IceoryxProfile, context);
}

async function ofDeployment(
  object: IceoryxDeployment,
  chain: readonly KubeObject[],
  context: Context,
): Promise<Explained> {
  const child = await context.reads.get<Deployment>(DEPLOYMENTS, objectKey(object), 'what its Deployment says');
  const isOfPods = chain[0]?.kind !== object.kind;
  const replicaSet = chain.find(({ kind }) => kind === 'ReplicaSet');
  const template = templateIn(replicaSet) ?? (isOfPods ? templateIn(chain[0]) : undefined) ?? templateIn(child);
  const settings = context.settings(template?.spec);
  const reference = await context.referenceOf(object, settings);
  const because = ['the operator has made the template, whatever labels it has'];
  return {
    settings,
    parts: {
      ...(isOfPods ? { injection: { state: 'Injected', reason: 'IceoryxDeployment', because } } : {}),
      ...explainDeployment({ object, child, template, reference, nodes: context.nodes, settings }),
    },
  };
}

async function ofDomain(object: IceoryxDomain, context: Context): Promise<Explained> {
  const { reads, nodes } = context;
  const { name, namespace = '' } = object.metadata;
  const labelSelector = `${DOMAIN_LABEL}=${name},${DOMAIN_NAMESPACE_LABEL}=${namespace}`;
  const [child, volumes = []] = await Promise.all([
    reads.get<Typed<IDaemonSet>>(DAEMON_SETS, objectKey(object), 'what its DaemonSet says'),
    reads.list<Volume>(VOLUMES, { labelSelector }, 'which directory its volumes have'),
  ]);
  const settings = context.settings(child?.spec?.template.spec);
  return { settings, parts: explainDomain({ object, child, volumes, nodes, settings }) };
}

async function ofProfile(object: IceoryxProfile, context: Context): Promise<Explained> {
  const { name, namespace } = object.metadata;
  const labelSelector = `${PROFILE_LABEL}=${name}`;
  const pods = await context.reads.list<Pod>(PODS, { namespace, labelSelector }, 'which pods ask for it');
  const settings = context.settings(pods?.find((pod) => markOf(pod) !== undefined)?.spec);
  const reference = await context.referenceOf(object, settings);
  return { settings, parts: explainProfile({ object, reference, pods: pods ?? [], nodes: context.nodes, settings }) };
}

/** The template of an object with pods, or the pod itself. */
function templateIn(object: KubeObject | undefined): IPodTemplateSpec | undefined {
  const workload = object && workloadOf(object);
  return isRecord(workload?.template) ? workload.template : undefined;
}
