import { Command, Option } from '@commander-js/extra-typings';
import { AGENT_IMAGE, repeated } from './usage.ts';

const CLUSTER = 'Cluster:';
const PODS = 'Pods and objects:';
const DOMAINS = 'Domains:';
const SWEEPS = 'Sweeps:';
const WEBHOOK = 'Webhook:';
const PROCESS = 'Process:';

/** The command line of the operator. What its values may be is checked when it runs. */
export function runCommand() {
  return runOptions().action(async (options) => (await import('./run/operator.ts')).run(options));
}

/** The same without what it does. */
export function runOptions() {
  return new Command('run')
    .summary('run the operator')
    .description(
      `Runs the operator for IceoryxDeployments, IceoryxProfiles, IceoryxDomains and IceoryxSweeps until SIGTERM or SIGINT.

SIGUSR2 switches between log level debug and the one set; PUT /loglevel sets any level.`,
    )
    .optionsGroup(CLUSTER)
    .option('--kubeconfig <path>', "kubeconfig to use (default: $KUBECONFIG, or the pod's service account)")
    .option('--context <name>', 'context of the kubeconfig')
    .addOption(
      new Option(
        '--namespace <name>',
        'namespace to watch, repeatable; needs rights in these namespaces only (default: all namespaces)',
      ).argParser(repeated),
    )
    .addOption(
      new Option(
        '--exclude-namespace <name>',
        "namespace to leave alone, repeatable, for instance to a team's own operator",
      ).argParser(repeated),
    )
    .option(
      '--operator-name <name>',
      'name by which operators recognise each other if two manage one object by mistake (default: namespace and name of the Lease)',
    )
    .option('--no-leader-elect', 'run without leader election; only if there is no other operator process')
    .option(
      '--leader-election-namespace <name>',
      "namespace of the Lease for leader election (default: the pod's or context's namespace)",
    )
    .option('--leader-election-name <name>', 'the Lease', 'iceoryx-operator')
    .option('--lease-seconds <seconds>', 'time without a renewal after which another process becomes the leader', '15')
    .optionsGroup(PODS)
    .option(
      '--renew-in-place <when>',
      'when to restart the containers of a pod in place after RouDi died. auto: if all nodes for the pod declare support; with --namespace, nodes are not read and auto means never. always: assume support. never: replace the pod instead',
      'auto',
    )
    .option(
      '--replacements-per-minute <number>',
      'limit, over all objects, of pods that are replaced within a minute because their RouDi died; 0: none, whatever spec.recovery.mode says',
      '20',
    )
    .option(
      '--default-roudi-image <image>',
      'RouDi of objects that name none in spec.roudi.image (default: they are refused)',
    )
    .option('--agent-image <image>', 'image of the agent, which every pod gets', AGENT_IMAGE)
    .option('--agent-image-pull-policy <policy>', "IfNotPresent, Always or Never (default: Kubernetes' own)")
    .option(
      '--no-pod-logs',
      'do not read the last lines of logs of pods that are not well, nor Events of pods; the rights to get pods/log and to list events may be taken away as well',
    )
    .optionsGroup(DOMAINS)
    .option('--no-domains', 'run no IceoryxDomains; their cluster-wide rights are not needed then')
    .option(
      '--domain-priority-class <name>',
      "priority class of RouDi's pods of IceoryxDomains that name none; the chart creates and names one of its own",
      'system-node-critical',
    )
    .option(
      '--domain-segments-at-most <size>',
      'limit of the segments of an IceoryxDomain on each node, such as 4Gi; larger ones are refused (default: the memory of the nodes)',
    )
    .option(
      '--domain-directory <path>',
      'directory on nodes, on a tmpfs, with a subdirectory for each IceoryxDomain',
      '/dev/shm/iceoryx.io',
    )
    .option(
      '--domain-quiet-period <seconds>',
      "if sweeps are enabled: time that a leftover of a domain's pods must stay unused before it is removed",
      '30',
    )
    .optionsGroup(SWEEPS)
    .option(
      '--sweep-image <image>',
      "enable IceoryxSweeps: image of their Jobs, the operator's own (default: sweeps are disabled)",
    )
    .option('--sweep-image-pull-policy <policy>', 'Always, IfNotPresent or Never')
    .addOption(
      new Option('--sweep-image-pull-secret <name>', 'Secret in the namespace of the Jobs, repeatable')
        .default<readonly string[]>([])
        .argParser(repeated),
    )
    .option('--sweep-namespace <name>', 'namespace of the Jobs; it must admit privileged pods', 'iceoryx-sweeps')
    .option('--sweep-jobs <number>', 'limit of concurrent Jobs of all sweeps', '50')
    .option('--sweep-kubelet <directory>', "the kubelet's directory on the nodes", '/var/lib/kubelet')
    .option(
      '--sweep-trust-pid-namespace',
      "for nodes that are containers, such as kind's: assume that no process outside of a node's PID namespace uses its files",
    )
    .optionsGroup(WEBHOOK)
    .option(
      '--webhook-port <port>',
      'port of the webhook that adds RouDi to pods that ask for it (default: none, such pods are left alone)',
    )
    .option('--webhook-service <name>', "Service in the operator's namespace by which API servers call it")
    .addOption(new Option('--webhook-name <name>', 'another DNS name by which they do, repeatable').argParser(repeated))
    .option(
      '--webhook-secret <name>',
      "Secret with its certificate, in the operator's namespace",
      'iceoryx-operator-webhook',
    )
    .option(
      '--webhook-certificate <whose>',
      'own: the operator makes and renews the certificate. given: another program does, such as cert-manager, which also tells the API server of it',
      'own',
    )
    .option(
      '--webhook-configuration <name>',
      "MutatingWebhookConfiguration that gets the operator's own certificate authority",
      'iceoryx-operator',
    )
    .optionsGroup(PROCESS)
    .option('--health-port <port>', 'port of /healthz, /readyz and /loglevel; 0: any free one', '8081')
    .option('--health-host <host>', 'address to listen on (default: all)')
    .option('--metrics-port <port>', 'port of /metrics for Prometheus (default: none; 0: any free one)')
    .option('--log-level <level>', 'error, warn, info or debug', 'info')
    .option('--log-format <format>', 'json or human', 'json');
}
