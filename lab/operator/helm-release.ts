import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Cluster } from '../cluster/cluster.ts';
import type { Image } from '../images/image.ts';
import { Kubectl } from '../cluster/kubectl.ts';
import { run } from '../host/run.ts';

export const RELEASE = 'iceoryx-operator';
const SYSTEM = 'iceoryx-system';

/**
 * The operator's release on a cluster, as an administrator installs it: with helm, in a namespace that enforces Pod
 * Security `restricted`.
 */
export class HelmRelease {
  /** kubectl in the namespace of the release. */
  readonly system: Kubectl;
  readonly #cluster: Cluster;
  readonly #program: string;
  readonly #agent: Image;

  private constructor(cluster: Cluster, program: string, agent: Image) {
    this.system = new Kubectl(cluster, SYSTEM);
    this.#cluster = cluster;
    this.#program = program;
    this.#agent = agent;
  }

  /**
   * @param program path of helm
   * @param agent image of the agent that pods get
   */
  static async open(cluster: Cluster, program: string, agent: Image): Promise<HelmRelease> {
    const release = new HelmRelease(cluster, program, agent);
    await release.system.run(['create', 'namespace', SYSTEM]);
    await release.system.run(['label', 'namespace', SYSTEM, 'pod-security.kubernetes.io/enforce=restricted']);
    return release;
  }

  async helm(...args: string[]): Promise<string> {
    return run(this.#cluster.wrap([this.#program, '--namespace', SYSTEM, ...args]));
  }

  /** Resolves to helm's notes when everything is ready. */
  async install(chart: string, image: Image, ...values: string[]): Promise<string> {
    return this.#change('install', chart, image, values);
  }

  /** Values that are not given are reset to the chart's defaults. */
  async upgrade(chart: string, image: Image, ...values: string[]): Promise<string> {
    return this.#change('upgrade', chart, image, values);
  }

  async rollback(revision: number): Promise<string> {
    return this.helm('rollback', RELEASE, `${revision}`, '--wait', '--timeout', '3m');
  }

  async uninstall(...options: string[]): Promise<string> {
    return this.helm('uninstall', RELEASE, '--wait', ...options);
  }

  async operatorPods(): Promise<IPod[]> {
    return podsOf(this.system, `app.kubernetes.io/instance=${RELEASE},app.kubernetes.io/name=iceoryx-operator`);
  }

  async #change(verb: string, chart: string, image: Image, values: readonly string[]): Promise<string> {
    const [repository, tag] = image.reference.split(/:(?=[^:]*$)/);
    // Charts of earlier operators have no agent.
    const hasAgent = /^agent:$/m.test(await this.helm('show', 'values', chart));
    const agent = hasAgent ? [`agent.image=${this.#agent.reference}`, 'agent.pullPolicy=Never'] : [];
    const all = [`image.repository=${repository}`, `image.tag=${tag}`, 'image.pullPolicy=Never', ...agent, ...values];
    const set = all.flatMap((value) => ['--set', value]);
    return this.helm(verb, RELEASE, chart, ...set, '--wait', '--timeout', '3m');
  }
}

export async function podsOf(kubectl: Kubectl, selector: string): Promise<IPod[]> {
  return (await kubectl.get<{ items: IPod[] }>('pods', '-l', selector))?.items ?? [];
}

export function isReady({ status }: IPod): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

/** A value that changes when a pod or one of its containers is restarted or replaced. */
export function lifeOf({ metadata, status }: IPod): unknown {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return [metadata?.uid, ...all.map(({ name, restartCount }) => `${name} ${restartCount}`)];
}
