import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { DomainDefaults } from '../../controllers/domain/decide.ts';
import type { AgentImage, OwnImages } from '../../pod/agent-image.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { AGENT_CONTAINER } from '../../pod/names.ts';
import { AGENT_IMAGE, agentImage, defaultImage } from '../usage.ts';
import type { Operator } from './operator.ts';

/** Where the image of the agent is known from. */
export type ImageSource = 'default' | 'operator' | 'option' | 'pods';

/** Settings of the operator that a user gives instead. */
export interface GivenSettings {
  readonly defaultRoudiImage?: string | undefined;
  readonly agentImage?: string | undefined;
  readonly agentImagePullPolicy?: string | undefined;
}

/** What the operator makes pods with, apart from objects and nodes. */
export interface Settings {
  readonly images: OwnImages;
  readonly imagesFrom: ImageSource;
  /** The capabilities that it assumes of all nodes, if it does not read them. */
  readonly assumed: Capabilities | undefined;
  readonly hasDomains: boolean;
  readonly domains: Omit<DomainDefaults, 'agent'>;
}

/** Where an operator has directories of domains by default. */
const DOMAIN_DIRECTORY = '/dev/shm/iceoryx.io';

/**
 * @param made pods as they are, whose agent serves where nothing else says which one the operator has
 * @throws UsageError if the user gives what cannot be
 */
export function settingsOf(given: GivenSettings, operator: Operator | undefined, made?: IPodSpec): Settings {
  const { options } = operator ?? {};
  const { agent, from } = agentOf(given, operator, made);
  return {
    images: { agent, defaultImage: defaultImage(given.defaultRoudiImage) ?? options?.defaultImage },
    imagesFrom: from,
    assumed: options?.scope.assumed,
    hasDomains: options === undefined || (options.scope.hasDomains && options.scope.namespaces === undefined),
    domains: options?.domains ?? { directory: DOMAIN_DIRECTORY },
  };
}

function agentOf(
  { agentImage: image, agentImagePullPolicy: policy }: GivenSettings,
  operator: Operator | undefined,
  made: IPodSpec | undefined,
): { readonly agent: AgentImage; readonly from: ImageSource } {
  const known = operator?.options?.agent;
  if (image !== undefined) {
    return { agent: agentImage(image, policy ?? known?.imagePullPolicy), from: 'option' };
  }
  if (known !== undefined) {
    return { agent: known, from: 'operator' };
  }
  const present = [...(made?.initContainers ?? []), ...(made?.containers ?? [])].find(
    ({ name }) => name === AGENT_CONTAINER,
  );
  return present?.image === undefined
    ? { agent: agentImage(AGENT_IMAGE), from: 'default' }
    : { agent: agentImage(present.image, policyOf(present)), from: 'pods' };
}

/** The policy of a container, if it is not the one that Kubernetes sets where there is none. */
function policyOf({ image = '', imagePullPolicy: policy }: IContainer): string | undefined {
  const isLatest = /:latest$|\/[^:@]*$/.test(image);
  return policy === (isLatest ? 'Always' : 'IfNotPresent') ? undefined : policy;
}
