import { join } from 'node:path';
import { auditFlags } from './audit.ts';
import type { Architecture } from '../machine/architectures.ts';
import type { Components } from './components.ts';

/** Where the parts of a control plane find each other. */
export type ControlPlane = {
  /** The cluster's name. */
  readonly name: string;
  /** Directory of the Kubernetes binaries. */
  readonly binaries: string;
  /** The cluster's directory. */
  readonly state: string;
  /** The address by which the API server is reached. */
  readonly address: string;
  /** Whether it is reached from this machine's loopback interface only. */
  readonly loopback: boolean;
  readonly ports: Ports;
  /** Nodes whose time passes more slowly than the API server's. */
  readonly machines: readonly Architecture[];
  readonly featureGates: Readonly<Record<string, boolean>>;
};

/** Free TCP ports; all but `apiServer` are for the loopback interface only. */
export type Ports = {
  readonly apiServer: number;
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
};

/** The order in which a control plane stops cleanly: an API server without etcd hangs. */
export const stopOrder = ['kube-scheduler', 'kube-controller-manager', 'kube-apiserver', 'etcd'];

/** Address range of services. The first address is the API server's. */
export const serviceRange = '10.96.0.0/16';

/** Starts etcd and the API server, which can start together. */
export function startApiServer(components: Components, plane: ControlPlane): void {
  const { ports, address, loopback } = plane;
  const credentials = (file: string) => join(plane.state, 'credentials', file);
  const etcd = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  components.start('etcd', [
    join(plane.binaries, 'etcd'),
    `--data-dir=${join(plane.state, 'etcd')}`,
    `--listen-client-urls=${etcd}`,
    `--advertise-client-urls=${etcd}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]);
  components.start('kube-apiserver', [
    join(plane.binaries, 'kube-apiserver'),
    `--etcd-servers=${etcd}`,
    `--bind-address=${loopback ? address : '0.0.0.0'}`,
    `--advertise-address=${address}`,
    `--secure-port=${ports.apiServer}`,
    // The service "kubernetes" cannot point to a loopback address; nothing could use it there anyway.
    ...(loopback ? ['--endpoint-reconciler-type=none'] : []),
    `--tls-cert-file=${credentials('apiserver.crt')}`,
    `--tls-private-key-file=${credentials('apiserver.key')}`,
    `--client-ca-file=${credentials('ca.crt')}`,
    `--token-auth-file=${credentials('tokens.csv')}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--allow-privileged=true',
    `--service-cluster-ip-range=${serviceRange}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${credentials('service-account.key')}`,
    `--service-account-signing-key-file=${credentials('service-account.key')}`,
    `--kubelet-certificate-authority=${credentials('ca.crt')}`,
    `--kubelet-client-certificate=${credentials('apiserver-kubelet-client.crt')}`,
    `--kubelet-client-key=${credentials('apiserver-kubelet-client.key')}`,
    '--kubelet-preferred-address-types=InternalIP',
    ...auditFlags(plane.name, plane.state),
    ...featureGateFlags(plane),
  ]);
}

/** Starts the controllers and the scheduler, which want an API server that answers. */
export function startControllers(components: Components, plane: ControlPlane): void {
  const credentials = (file: string) => join(plane.state, 'credentials', file);
  const common = (name: string, port: number) => [
    join(plane.binaries, name),
    `--kubeconfig=${credentials(`${name}.kubeconfig`)}`,
    `--authentication-kubeconfig=${credentials(`${name}.kubeconfig`)}`,
    `--authorization-kubeconfig=${credentials(`${name}.kubeconfig`)}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--tls-cert-file=${credentials('apiserver.crt')}`,
    `--tls-private-key-file=${credentials('apiserver.key')}`,
    '--leader-elect=false',
    ...featureGateFlags(plane),
  ];
  components.start('kube-controller-manager', [
    ...common('kube-controller-manager', plane.ports.controllerManager),
    '--use-service-account-credentials=true',
    // Nodes without a kubelet, and slow ones, must not count as lost because their Leases are late on a busy machine.
    ...(plane.loopback ? ['--node-monitor-grace-period=1h'] : []),
    ...(plane.machines.length > 0 ? ['--node-monitor-grace-period=5m'] : []),
    // With the default limits it would spend seconds on the credentials of its controllers.
    '--kube-api-qps=5000',
    '--kube-api-burst=5000',
    `--service-account-private-key-file=${credentials('service-account.key')}`,
    `--root-ca-file=${credentials('ca.crt')}`,
    `--cluster-signing-cert-file=${credentials('ca.crt')}`,
    `--cluster-signing-key-file=${credentials('ca.key')}`,
  ]);
  components.start('kube-scheduler', common('kube-scheduler', plane.ports.scheduler));
}

function featureGateFlags({ featureGates }: ControlPlane): string[] {
  const gates = Object.entries(featureGates).map(([gate, on]) => `${gate}=${on}`);
  return gates.length === 0 ? [] : [`--feature-gates=${gates.join(',')}`];
}
