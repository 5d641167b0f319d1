import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { type DomainReference, referenceOf } from '../../controllers/pods/domain-reference.ts';
import {
  domainKeyOf,
  ICEORYX_DOMAINS,
  type IceoryxDomain,
  type Node,
  type UserOfDomain,
} from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { NODES } from '../../kube/resource.ts';
import { operatorsIn } from '../kit/operators.ts';
import { type Operator, operatorFor } from './operator.ts';
import { Reads } from './reads.ts';
import { type GivenSettings, type Settings, settingsOf } from './settings.ts';

/** What explanations of all kinds of objects need of the cluster. */
export class Context {
  readonly client: KubeClient;
  readonly reads: Reads;
  readonly operator: Operator | undefined;
  /** Undefined without the right to list them. */
  readonly nodes: readonly Node[] | undefined;
  readonly #given: GivenSettings;

  private constructor(
    parts: Pick<Context, 'client' | 'nodes' | 'operator' | 'reads'> & { readonly given: GivenSettings },
  ) {
    this.client = parts.client;
    this.reads = parts.reads;
    this.operator = parts.operator;
    this.nodes = parts.nodes;
    this.#given = parts.given;
  }

  /** Looks at the nodes, and at what the operator of a namespace was started with. */
  static async of(client: KubeClient, namespace: string, given: GivenSettings): Promise<Context> {
    const reads = new Reads(client);
    const [seen, nodes] = await Promise.all([
      operatorsIn(client),
      reads.list<Node>(NODES, {}, 'whether nodes can restart all containers in place'),
    ]);
    if (seen === undefined) {
      reads.note(
        'what the operator was started with is not known, without the right to list deployments in all namespaces: --default-roudi-image and --agent-image stand in for it',
      );
    }
    const operator = operatorFor(seen ?? [], namespace);
    if (operator !== undefined && operator.options === undefined) {
      reads.note(
        `what Deployment ${operator.deployment} was started with is not known, as it has arguments of another version`,
      );
    }
    return new Context({ client, reads, nodes, operator, given });
  }

  /** @param made pods as they are now */
  settings(made?: IPodSpec): Settings {
    return settingsOf(this.#given, this.operator, made);
  }

  /** The domain that the owner of pods names; undefined for pods with a RouDi of their own. */
  async referenceOf(user: UserOfDomain, { hasDomains, images }: Settings): Promise<DomainReference | undefined> {
    const key = domainKeyOf(user);
    const domain =
      key === undefined || !hasDomains
        ? undefined
        : await this.reads.get<IceoryxDomain>(ICEORYX_DOMAINS, key, `what IceoryxDomain ${key} says`);
    return referenceOf(user, hasDomains ? { get: () => domain } : undefined, images.defaultImage);
  }
}
