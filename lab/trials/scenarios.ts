import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Images, Scenario } from './deletions.ts';
import { injectedPod } from '../operator/injected-pod.ts';
import { plainPod } from '../operator/plain-pod.ts';
import { pubsub } from '../operator/templates.ts';

/** By role: how an app is started and stopped. */
type Apps = Readonly<Record<'publisher' | 'subscriber', (images: Images) => Omit<IContainer, 'name'>>>;
type App = Apps['publisher'];

/** Few lines: only its start and end matter. */
const QUIET = '--report-every 100000';

const counter = (role: string, flags = '', name = role): string =>
  `/usr/bin/counter ${role} --name ${name} ${QUIET} ${flags}`.trim();

const words = (command: string): string[] => command.split(' ');

/** The app is the container's main process. */
const direct =
  (role: string, flags = ''): App =>
  (images) => ({
    image: images.counter.reference,
    command: words(counter(role, flags)),
  });

/** The main process is a shell that does not forward signals. */
const behindShell =
  (role: string, flags = ''): App =>
  (images) => ({
    image: images.counter.reference,
    command: ['/bin/sh', '-c', `${counter(role, flags)}; true`],
  });

const both = (kind: (role: string, flags?: string) => App, flags = ''): Apps => ({
  publisher: kind('publisher', flags),
  subscriber: kind('subscriber', flags),
});

function injected(
  id: string,
  title: string,
  apps: Apps,
  rest: Partial<Omit<Scenario, 'id' | 'title' | 'pod'>> & { spec?: Parameters<typeof pubsub>[3] } = {},
): Scenario {
  const { spec = {}, ...how } = rest;
  const pod: Scenario['pod'] = (name, images) =>
    injectedPod(
      pubsub(name, images, [], {
        ...spec,
        template: { spec: { ...spec.template?.spec, containers: containersOf(apps, images) } },
      }),
      { image: images.agent.reference },
    );
  return { id, title, pod, ...how };
}

function plain(id: string, title: string, apps: Apps): Scenario {
  return { id, title, pod: (name, images) => plainPod(name, images, containersOf(apps, images)) };
}

function containersOf(apps: Apps, images: Images): IContainer[] {
  return (['publisher', 'subscriber'] as const).map((role) => ({ name: role, ...apps[role](images) }));
}

/**
 * A hook that takes three seconds and then writes a line to the log of the app, through the process id that the app's
 * container has stored.
 */
const preStop = {
  exec: {
    command: ['/bin/sh', '-c', 'sleep 3; read -r pid < /dev/pid; echo \'{"event":"hook-ended"}\' > "/proc/$pid/fd/1"'],
  },
};

const ownPreStop =
  (role: string): App =>
  (images) => ({
    image: images.counter.reference,
    command: ['/bin/sh', '-c', `read -r pid _ < /proc/self/stat; echo "$pid" > /dev/pid; exec ${counter(role)}`],
    lifecycle: { preStop },
  });

/** All ways in which a pod with RouDi may be deleted. */
export const SCENARIOS = {
  direct: injected('direct', 'apps are main processes and stop at once', both(direct)),
  distroless: injected(
    'distroless',
    'the same, in images without a shell, started by the entrypoint',
    both((role) => (images) => ({
      image: images['counter-distroless'].reference,
      args: words(counter(role)).slice(1),
    })),
  ),
  shell0: injected('shell-0', 'behind a shell, stop at once', both(behindShell)),
  shell1: injected('shell-1', 'behind a shell, need 1 s', both(behindShell, '--stop-seconds 1')),
  shell5: injected('shell-5', 'behind a shell, need 5 s', both(behindShell, '--stop-seconds 5')),
  entrypoint5: injected(
    'entrypoint-5',
    "behind a shell that is the image's entrypoint, need 5 s",
    both((role) => (images) => ({
      image: images.counter.reference,
      args: ['/bin/sh', '-c', `${counter(role, '--stop-seconds 5')}; true`],
    })),
  ),
  tini: injected(
    'tini',
    'behind tini, need 1 s',
    both((role) => (images) => ({
      image: images.counter.reference,
      command: ['/usr/bin/tini', '--', ...words(counter(role, '--stop-seconds 1'))],
    })),
  ),
  tiniShell: injected(
    'tini-shell',
    'behind a shell behind tini, need 5 s',
    both((role) => (images) => ({
      image: images.counter.reference,
      command: ['/usr/bin/tini', '--', '/bin/sh', '-c', `${counter(role, '--stop-seconds 5')}; true`],
    })),
  ),
  twoInOne: injected(
    'two-in-one',
    'two apps in one container, need 0 and 1 s',
    {
      publisher: (images) => ({
        image: images.counter.reference,
        command: [
          '/bin/sh',
          '-c',
          `${counter('publisher', '--stop-seconds 1')} & ${counter('subscriber', '', 'second')} & wait`,
        ],
      }),
      subscriber: behindShell('subscriber'),
    },
    { runtimes: 3 },
  ),
  forking: injected(
    'forking',
    'behind a shell, with a child that inherits all descriptors',
    both(behindShell, '--fork'),
  ),
  ownPreStop: injected('pre-stop', 'with a preStop hook of their own that takes 3 s', both(ownPreStop)),
  mixedPreStop: injected('pre-stop-mixed', 'one with a preStop hook of 3 s, one behind a shell that needs 1 s', {
    publisher: ownPreStop('publisher'),
    subscriber: behindShell('subscriber', '--stop-seconds 1'),
  }),
  wrappedRoudi: injected(
    'wrapped-roudi',
    'RouDi behind a shell that passes SIGTERM on, apps behind one that does not',
    both(behindShell, '--stop-seconds 1'),
    {
      spec: {
        roudi: { command: ['/bin/sh', '-c', 'iox-roudi "$@" & trap "kill $!" TERM; wait $!; wait $!', 'wrapper'] },
      },
    },
  ),
  deaf: injected(
    'deaf',
    'one ignores SIGTERM, appStopSeconds 2',
    {
      publisher: direct('publisher', '--ignore-sigterm'),
      subscriber: behindShell('subscriber'),
    },
    { spec: { termination: { appStopSeconds: 2 } } },
  ),
  deafShell: injected(
    'deaf-shell',
    'both ignore SIGTERM behind a shell, appStopSeconds 2',
    both(behindShell, '--ignore-sigterm'),
    {
      spec: { termination: { appStopSeconds: 2 } },
    },
  ),
  crash: injected('crash', 'one crashes when asked to stop, after the other has left', {
    publisher: direct('publisher', '--stop-seconds 1 --at-stop abort'),
    subscriber: behindShell('subscriber'),
  }),
  oom: injected('oom', 'one is killed by the kernel for its memory when asked to stop', {
    publisher: (images) => ({
      ...behindShell('publisher', '--at-stop allocate')(images),
      resources: { limits: { memory: '64Mi' } },
    }),
    subscriber: behindShell('subscriber'),
  }),
  roudiKilled: injected(
    'roudi-killed',
    'RouDi is killed while the pod ends, apps need 3 s',
    both(behindShell, '--stop-seconds 3'),
    {
      roudiGets: 'SIGKILL',
    },
  ),
  roudiKilledFirst: injected(
    'roudi-killed-first',
    'RouDi is killed within 0.3 s of the request, before the hooks begin, apps need 3 s',
    both(behindShell, '--stop-seconds 3'),
    { roudiGets: 'SIGKILL', roudiGetsItWithin: 0.3 },
  ),
  roudiAborts: injected(
    'roudi-aborts',
    'RouDi aborts while the pod ends, apps are main processes and need 3 s',
    both(direct, '--stop-seconds 3'),
    {
      roudiGets: 'SIGABRT',
    },
  ),
  early: injected(
    'early',
    'deleted within 1.5 s from the start of the first container',
    both(behindShell, '--stop-seconds 1'),
    {
      earlySeconds: 1.5,
    },
  ),
  graceOne: injected('grace-1', '`kubectl delete --grace-period=1`, stop at once', both(behindShell), {
    deleteWith: ['--grace-period=1'],
  }),
  graceOneSlow: injected(
    'grace-1-slow',
    '`kubectl delete --grace-period=1`, need 5 s',
    both(behindShell, '--stop-seconds 5'),
    {
      deleteWith: ['--grace-period=1'],
    },
  ),
  stopSignal: injected(
    'stop-signal',
    '`lifecycle.stopSignal: SIGINT`, behind a shell and not, deaf to SIGTERM',
    {
      publisher: (images) => ({
        ...behindShell('publisher', '--ignore-sigterm')(images),
        lifecycle: { stopSignal: 'SIGINT' },
      }),
      subscriber: (images) => ({
        ...direct('subscriber', '--ignore-sigterm')(images),
        lifecycle: { stopSignal: 'SIGINT' },
      }),
    },
    { spec: { template: { spec: { os: { name: 'linux' }, containers: [] } } } },
  ),
  plainDirect: plain('plain-direct', 'plain manifest: apps are main processes and stop at once', both(direct)),
  plainShell1: plain(
    'plain-shell-1',
    'plain manifest: behind a shell, need 1 s',
    both(behindShell, '--stop-seconds 1'),
  ),
} as const satisfies Readonly<Record<string, Scenario>>;

/** Shell-wrapped apps that need 0, 1 and 5 s in turn, with the operator's pod or the plain one. */
export function mixed(kind: 'injected' | 'plain'): Scenario {
  const seconds = [0, 1, 5];
  const pod: Scenario['pod'] = (name, images, index) => {
    const apps = containersOf(both(behindShell, `--stop-seconds ${seconds[index % seconds.length]}`), images);
    return kind === 'plain'
      ? plainPod(name, images, apps)
      : injectedPod(pubsub(name, images, apps), { image: images.agent.reference });
  };
  return { id: `mixed-${kind}`, title: `behind a shell, need 0, 1 and 5 s by turns (${kind})`, pod };
}
