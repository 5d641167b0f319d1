import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isVersion1, makeGroup, nodeGroup } from './cgroups.ts';
import { cniConfig, containerdSocket, kubeletConfig, proxyConfig } from './node-config.ts';
import type { Components } from './components.ts';
import type { Machine } from './machine.ts';
import { nodeAddress } from './network.ts';
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
  writeFileSync(
    join(ensureDirectory(join(directory, 'cni')), '10-bridge.conflist'),
    JSON.stringify(cniConfig(node), undefined, 2),
  );
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
  const config = kubeletConfig({
    number: node,
    credentials: `${inside.state}/credentials`,
    resolvConf: `${inside.state}/${name}/etc/resolv.conf`,
    featureGates: { ...settings.featureGates, ...own },
    own: {
      cgroupDriver: 'cgroupfs',
      cgroupRoot: group,
      ...(isVersion1() ? { failCgroupV1: false } : {}),
      // These statistics require a disk of the node's own.
      localStorageCapacityIsolation: false,
      evictionHard: { 'memory.available': '1Mi', 'nodefs.available': '0.1%', 'imagefs.available': '0.1%' },
    },
  });
  writeFileSync(kubeletConfigFile(settings.state, name), JSON.stringify(config, undefined, 2));
  writeFileSync(join(settings.state, name, 'etc/resolv.conf'), '');
  const command = [
    `${inside.binaries}/kubelet`,
    `--config=${inside.state}/${name}/etc/kubelet.json`,
    `--kubeconfig=${inside.state}/credentials/${name}.kubeconfig`,
    `--hostname-override=${name}`,
    // As in most distributions; without it the kubelet does not log hooks that outlast the grace period.
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
  const kubeconfig = `${inside.state}/credentials/kube-proxy.kubeconfig`;
  const config = proxyConfig({ name: nodeName(1), kubeconfig, featureGates: settings.featureGates });
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
