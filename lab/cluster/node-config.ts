import { nodeAddress, podRange } from './network.ts';

/** Where containerd listens on every node. */
export const containerdSocket = '/run/containerd/containerd.sock';

/** A node from the view of its kubelet; paths are the node's. */
export type KubeletPlace = {
  /** Counted from 1. */
  readonly number: number;
  /** Directory with the kubelet's certificate and key, and the authority's certificate. */
  readonly credentials: string;
  readonly resolvConf: string;
  readonly featureGates: Readonly<Record<string, boolean>>;
  /** Fields of a KubeletConfiguration in which this kind of node differs. */
  readonly own: object;
};

/** A KubeletConfiguration. */
export function kubeletConfig({ number, credentials, resolvConf, featureGates, own }: KubeletPlace): object {
  const address = nodeAddress(number);
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address,
    healthzBindAddress: address,
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    tlsCertFile: `${credentials}/kubelet.crt`,
    tlsPrivateKeyFile: `${credentials}/kubelet.key`,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: `${credentials}/ca.crt` },
    },
    authorization: { mode: 'Webhook' },
    failSwapOn: false,
    // No server answers there, so that a look-up fails at once; without an address every pod gets a warning Event.
    clusterDNS: [address],
    clusterDomain: 'cluster.local',
    resolvConf,
    volumePluginDir: '/var/lib/kubelet/volume-plugins',
    featureGates,
    // Images come from files only: one removed by garbage collection would be lost.
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    maxPods: 250,
    ...own,
  };
}

/** A KubeProxyConfiguration of a node, by its name. */
export function proxyConfig(node: {
  readonly name: string;
  readonly kubeconfig: string;
  readonly featureGates: Readonly<Record<string, boolean>>;
}): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clientConnection: { kubeconfig: node.kubeconfig },
    hostnameOverride: node.name,
    clusterCIDR: '10.244.0.0/16',
    featureGates: node.featureGates,
    // The limits of connection tracking are the machine's, not the namespace's.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  };
}

/** The network of a node's pods, as CNI reads it. */
export function cniConfig(number: number): object {
  const bridge = {
    type: 'bridge',
    bridge: `cni${number}`,
    isGateway: true,
    hairpinMode: true,
    ipam: { type: 'host-local', ranges: [[{ subnet: podRange(number) }]], routes: [{ dst: '0.0.0.0/0' }] },
  };
  const portmap = { type: 'portmap', capabilities: { portMappings: true } };
  return { cniVersion: '0.4.0', name: `pods-${number}`, plugins: [bridge, portmap] };
}
