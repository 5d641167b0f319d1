import type { ExecutionContext } from 'ava';
import type { IceoryxDomainStatus } from '../../../../src/api/iceoryx-domain.generated.ts';
import { ClusterCaches } from '../../../../src/controllers/cluster-caches.ts';
import { domainController } from '../../../../src/controllers/domain/controller.ts';
import { hasDomains } from '../../../../src/controllers/domain/observe.ts';
import {
  ICEORYX_DEPLOYMENTS,
  type DaemonSet,
  ICEORYX_DOMAINS,
  type IceoryxDeployment,
  type IceoryxDomain,
} from '../../../../src/controllers/resources.ts';
import type { SweepSettings } from '../../../../src/controllers/sweep-jobs/job.ts';
import { ReadBudget } from '../../../../src/controllers/pods/diagnosis/read-budget.ts';
import { SweepJobs } from '../../../../src/controllers/sweep-jobs/jobs.ts';
import type { KubeObject, OwnerReference } from '../../../../src/kube/object.ts';
import { DAEMON_SETS, PODS } from '../../../../src/kube/resource.ts';
import { Controller } from '../../../../src/runtime/controller.ts';
import { until } from '../../../../lab/host/until.ts';
import { iceoryxDomain, member } from '../../pod/domains.ts';
import { testLog } from '../../test-log.ts';
import { StubCluster } from '../stub-cluster.ts';

/** The domain `home/robot` and the controller that reconciles it. */
export class DomainWorld extends StubCluster {
  /** Events that the operator has recorded, as `type reason: note`. */
  readonly events: string[] = [];
  /** What the operator's log has of faults. */
  readonly faults: string[] = [];
  #isIdle: () => boolean = () => false;

  /** Runs the controller until the test is over. */
  run(t: ExecutionContext, { sweeps = false, reads = false, excluded = [] as readonly string[] } = {}): void {
    const end = new AbortController();
    const { signal } = end;
    t.teardown(() => end.abort());
    const { client } = this;
    const log = testLog();
    const caches = new ClusterCaches(client, log, { excluded });
    if (!hasDomains(caches)) {
      throw new Error('no domains are looked after');
    }
    const settings: SweepSettings = {
      image: 'example.com/operator:1',
      namespace: 'sweeps',
      imagePullSecrets: [],
      kubeletDirectory: '/var/lib/kubelet',
      trustsPidNamespace: false,
    };
    const jobs = sweeps ? new SweepJobs({ client, log, settings, limit: 50 }) : undefined;
    const { controller, reflectors: own } = domainController({
      client,
      log,
      caches,
      events: { record: (_, { type, reason, note }) => this.events.push(`${type} ${reason}: ${note}`) },
      directory: '/dev/shm/iceoryx.io',
      agent: { image: 'example.com/iceoryx-agent:1' },
      sweeps: jobs && { jobs, quietPeriodSeconds: 0 },
      reads: reads ? new ReadBudget(log) : undefined,
      countFault: ({ id, role }) => this.faults.push(`${role} ${id}`),
      newController: (options) => new Controller(options),
    });
    this.#isIdle = () => controller.queue.length === 0 && controller.activeWorkers === 0;
    const reflectors = [...caches.reflectors, ...own, ...(jobs === undefined ? [] : [jobs.jobs, jobs.pods])];
    void Promise.all(reflectors.map(async (reflector) => reflector.run(signal)));
    void Promise.all(reflectors.map(async ({ synced }) => synced)).then(async () => controller.run(signal));
  }

  get isIdle(): boolean {
    return this.#isIdle();
  }

  domain(spec: Partial<IceoryxDomain['spec']> = {}): IceoryxDomain {
    return this.put(ICEORYX_DOMAINS, iceoryxDomain(spec));
  }

  /** An IceoryxDeployment of another namespace that uses the domain. */
  member(namespace: string, name = 'camera'): IceoryxDeployment {
    const object = member({ domain: { name: 'robot', namespace: 'home' } });
    return this.put(ICEORYX_DEPLOYMENTS, {
      ...object,
      metadata: { name, namespace, uid: `uid-${namespace}-${name}`, generation: 1 },
    });
  }

  /** A running pod with the label of an IceoryxDeployment and a volume with the domain's name. */
  podOf(namespace: string, node = 'node-1', name = 'pod', renewsItself = false): KubeObject {
    return this.put(PODS, {
      metadata: { name, namespace, labels: { 'iceoryx.io/deployment': 'camera' } },
      spec: {
        nodeName: node,
        terminationGracePeriodSeconds: 0,
        volumes: [{ name: 'iceoryx-domain', persistentVolumeClaim: { claimName: 'iceoryx.home.robot' } }],
        containers: [{ name: 'app', volumeMounts: [{ name: 'iceoryx-domain', mountPath: '/dev/shm' }] }],
        ...(renewsItself
          ? { initContainers: [{ name: 'iceoryx-agent', restartPolicyRules: [{ action: 'RestartAllContainers' }] }] }
          : {}),
      },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'app',
            ready: true,
            restartCount: 0,
            image: '',
            imageID: '',
            state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
          },
        ],
      },
    });
  }

  /** A running pod with the label of the domain's RouDi. */
  roudi(
    name: string,
    node: string,
    owner?: OwnerReference,
    { isReady = true, since = '2026-01-01T00:00:00Z' } = {},
  ): KubeObject {
    return this.put(PODS, {
      metadata: {
        name,
        namespace: 'home',
        labels: { 'iceoryx.io/domain': 'robot' },
        ...(owner === undefined ? {} : { ownerReferences: [owner] }),
      },
      spec: { nodeName: node, containers: [] },
      status: {
        phase: 'Running',
        initContainerStatuses: [
          {
            name: 'iceoryx-roudi',
            ready: isReady,
            restartCount: 0,
            image: '',
            imageID: '',
            state: { running: { startedAt: since } },
          },
        ],
        conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      },
    });
  }

  /** A pod of the domain's RouDi on a node, made from the DaemonSet there is. */
  async roudiOn(node: string, status: object, name = `robot-${node}`): Promise<KubeObject> {
    const child = await until('the DaemonSet exists', () => this.find(DAEMON_SETS, 'home/robot') as DaemonSet);
    const { generation = 0, uid = '' } = child.metadata;
    if (child.status === undefined) {
      this.put(DAEMON_SETS, {
        ...child,
        status: { desiredNumberScheduled: 1, observedGeneration: generation },
      } as never);
    }
    const { metadata, spec } = child.spec?.template ?? {};
    return this.put(PODS, {
      metadata: {
        ...metadata,
        name,
        namespace: 'home',
        creationTimestamp: '2026-01-01T00:00:00Z',
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'robot', uid, controller: true }],
      },
      spec: { ...spec, nodeName: node },
      status,
    });
  }

  /** The domain's status. */
  get status(): IceoryxDomainStatus {
    return (this.find(ICEORYX_DOMAINS, 'home/robot') as IceoryxDomain | undefined)?.status ?? {};
  }

  /** Waits for a condition of the domain and returns it. */
  async holds(type: string, status: string, reason?: string): Promise<{ readonly message: string }> {
    return until(`the domain has ${type}=${status} ${reason ?? ''}`, () => {
      const found = this.status.conditions?.find((each) => each.type === type);
      return found?.status === status && (reason === undefined || found.reason === reason) && found;
    });
  }
}
