import { parseArgs } from 'node:util';

/** The options of the command line. */
export type Options = {
  readonly help: boolean;
  readonly yes: boolean;
  readonly keep: boolean;
  readonly namespace: string | undefined;
  /** Images for a cluster of the user's own, which cannot have those that are built here. */
  readonly roudiImage: string | undefined;
  readonly appImage: string | undefined;
  readonly agentImage: string | undefined;
  /** The value of KUBECONFIG; a cluster of the demo's own when absent. */
  readonly kubeconfig: string | undefined;
};

export const HELP = `Shows the main job of the operator on a real cluster, with two applications that share memory.

usage: npm run demo [-- OPTION…]

Without KUBECONFIG it builds and starts a cluster of its own on this machine, named "demo", and takes it down in the
end. That needs root on Debian or Ubuntu and, the first time, minutes; nothing is downloaded but packages.

  --keep               keep that cluster, to look around in it

With KUBECONFIG set it uses that cluster, which needs Kubernetes 1.36 or newer for healing in place. It asks first,
and in the end removes what it made.

  --yes                do not ask
  --namespace NAME     where the example runs (default: that of the context)
  --roudi-image IMAGE  an image with iox-roudi and a shell that this cluster can pull
  --app-image IMAGE    an image with the programs of lab/apps that this cluster can pull
  --agent-image IMAGE  the operator's agent; all three are made by "node lab/images/build.ts", as files that
                       "docker load" takes

  --help               show this text

Exit code: 0 when everything was seen, 1 when a step failed, 2 when the command line is wrong, 130 after Ctrl-C.
`;

/** What a cluster that is not the demonstration's own has to be able to pull. */
const IMAGES = ['roudi-image', 'app-image', 'agent-image'] as const;

/** The command line is wrong; the message says what and what to do. */
export class UsageError extends Error {}

/** @throws UsageError for options that do not exist or do not go together. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const values = parse(args);
  const kubeconfig = environment['KUBECONFIG'] || undefined;
  const { keep = false, yes = false, help = false, namespace } = values;
  const roudiImage = values['roudi-image'];
  const appImage = values['app-image'];
  const agentImage = values['agent-image'];
  const options = { help, yes, keep, namespace, roudiImage, appImage, agentImage, kubeconfig };
  if (help) return options;
  if (kubeconfig === undefined) {
    const needless = ['yes', 'namespace', ...IMAGES].find((name) => name in values);
    if (needless !== undefined) {
      throw new UsageError(`--${needless} is for a cluster of your own: set KUBECONFIG too, or leave it out`);
    }
    return options;
  }
  if (keep) throw new UsageError('--keep is for the cluster that the demo starts itself: unset KUBECONFIG');
  const missing = IMAGES.filter((name) => (values[name] ?? '') === '').map((name) => `--${name}`);
  if (missing.length > 0) {
    throw new UsageError(
      `KUBECONFIG is set, so the demo is to use the cluster of ${kubeconfig}. The images that it builds are on this ` +
        `machine only: name ones that the cluster can pull with ${missing.join(' and ')} (see --help), or unset KUBECONFIG and the ` +
        'demo starts a cluster of its own.',
    );
  }
  return options;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        yes: { type: 'boolean', short: 'y' },
        keep: { type: 'boolean' },
        namespace: { type: 'string', short: 'n' },
        'roudi-image': { type: 'string' },
        'app-image': { type: 'string' },
        'agent-image': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} (see --help)`);
  }
}
