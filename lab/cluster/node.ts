import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isVersion1, makeGroup, nodeGroup } from './cgroups.ts';
import type { Components } from './components.ts';
import type { Machine } from './machine.ts';
import { nodeAddress, podRange } from './network.ts';
import { cniDirectory } from './packages.ts';
import { ensureDirectory } from './paths.ts';
import { pauseImage } from './pause.ts';

/** What all nodes of a cluster have in common. */
export type NodeSettings = {
  readonly cluster: string;
  readonly state: string;
  readonly binaries: string;
  readonly featureGates: Readonly<Record<string, boolean>>;
  readonly nodes: number;
  readonly lastNodeFeatureGates: Readonly<Record<string, boolean>>;
};

/** Within a node's mount namespace: the cluster's directory and the binaries. */
const inside = { state: '/run/cluster', binaries: '/run/binaries' };

const containerdSocket = '/run/containerd/containerd.sock';

/** The name of a node, counted from 1. */
export function nodeName(node: number): string {
  return `node-${node}`;
}

/** The command that lists, imports or runs things in a node's containerd, for {@link inNode}. */
export const ctr = ['ctr', '--address', containerdSocket, '--namespace', 'k8s.io'];

/** A command run in the mount namespace of a node that a {@link Machine} opened. */
export function inNode(pid: number, command: readonly string[]): string[] {
  return ['nsenter', `--mount=/proc/${pid}/ns/mnt`, '--', ...command];
}

/** A command run as {@link inNode}, in the network and among the processes of the cluster too, as its administrator. */
export function insideNode(pid: number, command: readonly string[]): string[] {
  const namespaces = [`--net=/proc/${pid}/ns/net`, `--pid=/proc/${pid}/ns/pid`, `--mount=/proc/${pid}/ns/mnt`];
  const environment = [
    `KUBECONFIG=${inside.state}/credentials/admin.kubeconfig`,
    `KUBECACHEDIR=${inside.state}/kubectl`,
    `PATH=${inside.binaries}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  ];
  return ['nsenter', ...namespaces, '--', 'env', ...environment, ...command];
}

/** The file with the settings of a node's kubelet, which reads them when it starts. */
export function kubeletConfigFile(state: string, node: string): string {
  return join(state, node, 'etc/kubelet.json');
}

/** Starts a node's container runtime. */
export function startRuntime(components: Components, machine: Machine, node: number, settings: NodeSettings): void {
  const directory = ensureDirectory(join(settings.state, nodeName(node), 'etc'));
  writeFileSync(join(directory, 'containerd.toml'), containerdConfig(node));
  writeFileSync(join(ensureDirectory(join(directory, 'cni')), '10-bridge.conflist'), cniConfig(node));
  const config = `${inside.state}/${nodeName(node)}/etc/containerd.toml`;
  components.start(`containerd-${nodeName(node)}`, async () =>
    inNode(await machine.pid, ['containerd', '--config', config]),
  );
}

/** Starts a node's kubelet, which registers the node. */
export function startKubelet(components: Components, machine: Machine, node: number, settings: NodeSettings): void {
  const name = nodeName(node);
  const group = nodeGroup(settings.cluster, name);
  const own = node === settings.nodes ? settings.lastNodeFeatureGates : {};
  const config = JSON.stringify(kubeletConfig(node, group, { ...settings.featureGates, ...own }), undefined, 2);
  writeFileSync(kubeletConfigFile(settings.state, name), config);
  writeFileSync(join(settings.state, name, 'etc/resolv.conf'), '');
  const command = [
    `${inside.binaries}/kubelet`,
    `--config=${inside.state}/${name}/etc/kubelet.json`,
    `--kubeconfig=${inside.state}/credentials/${name}.kubeconfig`,
    `--hostname-override=${name}`,
    // As most distributions have it; without it the kubelet does not tell of hooks that outlast the grace period.
    '--v=2',
    `--node-ip=${nodeAddress(node)}`,
  ];
  components.start(`kubelet-${name}`, async () => {
    const pid = await machine.pid;
    makeGroup(group);
    return inNode(pid, command);
  });
}

/** Starts kube-proxy, one for all nodes since they share a network namespace. */
export function startProxy(components: Components, machine: Machine, settings: NodeSettings): void {
  const config = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clientConnection: { kubeconfig: `${inside.state}/credentials/kube-proxy.kubeconfig` },
    hostnameOverride: nodeName(1),
    clusterCIDR: '10.244.0.0/16',
    featureGates: settings.featureGates,
    // The limits of connection tracking are the machine's, not the namespace's.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  };
  writeFileSync(join(settings.state, nodeName(1), 'etc/kube-proxy.json'), JSON.stringify(config, undefined, 2));
  const file = `${inside.state}/${nodeName(1)}/etc/kube-proxy.json`;
  const command = [`${inside.binaries}/kube-proxy`, `--config=${file}`];
  components.start('kube-proxy', async () => inNode(await machine.pid, command));
}

function containerdConfig(node: number): string {
  return `version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]

[grpc]
  address = "${containerdSocket}"

[plugins."io.containerd.internal.v1.opt"]
  path = "/var/lib/containerd/opt"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage}"
  # Lowering a score needs a right that a cluster within a container lacks.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${cniDirectory()}"
    conf_dir = "${inside.state}/${nodeName(node)}/etc/cni"
`;
}

function cniConfig(node: number): string {
  const bridge = {
    type: 'bridge',
    bridge: `cni${node}`,
    isGateway: true,
    hairpinMode: true,
    ipam: { type: 'host-local', ranges: [[{ subnet: podRange(node) }]], routes: [{ dst: '0.0.0.0/0' }] },
  };
  const portmap = { type: 'portmap', capabilities: { portMappings: true } };
  return JSON.stringify({ cniVersion: '0.4.0', name: `pods-${node}`, plugins: [bridge, portmap] }, undefined, 2);
}

function kubeletConfig(node: number, cgroupRoot: string, featureGates: Readonly<Record<string, boolean>>): object {
  const credentials = `${inside.state}/credentials`;
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: nodeAddress(node),
    healthzBindAddress: nodeAddress(node),
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    tlsCertFile: `${credentials}/kubelet.crt`,
    tlsPrivateKeyFile: `${credentials}/kubelet.key`,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: `${credentials}/ca.crt` },
    },
    authorization: { mode: 'Webhook' },
    cgroupDriver: 'cgroupfs',
    cgroupRoot,
    ...(isVersion1() ? { failCgroupV1: false } : {}),
    failSwapOn: false,
    // Nothing answers there, so that a look-up fails at once; without an address every pod gets a warning event.
    clusterDNS: [nodeAddress(node)],
    clusterDomain: 'cluster.local',
    resolvConf: `${inside.state}/${nodeName(node)}/etc/resolv.conf`,
    volumePluginDir: '/var/lib/kubelet/volume-plugins',
    featureGates,
    // Images come from files only: one collected as garbage would be gone for good.
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    // The statistics behind these want a disk of the node's own.
    localStorageCapacityIsolation: false,
    evictionHard: { 'memory.available': '1Mi', 'nodefs.available': '0.1%', 'imagefs.available': '0.1%' },
    maxPods: 250,
  };
}
