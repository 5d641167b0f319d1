// What injection costs: a webhook or a reconciler does it for every pod template that it sees.
import { AGENT_IMAGE } from '../src/commands/usage.ts';
import type { IceoryxDeployment } from '../src/api/iceoryx-deployment.generated.ts';
import { withDefaults } from '../src/api/structure.ts';
import { inject } from '../src/pod/inject.ts';
import { planDeployment } from '../src/pod/deployment-request.ts';

const TARGET_PER_SECOND = 20_000;
const ROUNDS = 20_000;
const REPEATS = 5;

const object: IceoryxDeployment = withDefaults({
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxDeployment',
  metadata: { name: 'perception' },
  spec: {
    roudi: { image: 'example.com/iceoryx/roudi:2.0.6' },
    template: {
      metadata: { labels: { app: 'perception' } },
      spec: {
        securityContext: { runAsUser: 1000, runAsNonRoot: true },
        containers: [
          {
            name: 'camera',
            image: 'example.com/camera:1',
            command: ['/bin/sh', '-c', 'camera'],
            env: [{ name: 'FPS', value: '30' }],
            resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
            volumeMounts: [{ name: 'settings', mountPath: '/etc/camera' }],
          },
          { name: 'detector', image: 'example.com/detector:1', ports: [{ containerPort: 8080 }] },
        ],
        volumes: [{ name: 'settings', configMap: { name: 'settings' } }],
      },
    },
  },
});

/** Computes sizes, times and users and writes them into the template. Nothing is kept from the round before. */
function round(): number {
  const { plan } = planDeployment(object);
  return plan === undefined
    ? 0
    : (inject(plan, { restartAllContainers: true }, { image: AGENT_IMAGE }).spec?.containers.length ?? 0);
}

/** Per second of processor time, including garbage collection: the load of other cores does not matter. */
function run(): number {
  let containers = 0;
  const begin = process.cpuUsage();
  for (let index = 0; index < ROUNDS; index++) {
    containers += round();
  }
  const { user, system } = process.cpuUsage(begin);
  const perSecond = (ROUNDS * 1e6) / (user + system);
  return containers === 2 * ROUNDS ? perSecond : 0;
}

run();
const before = process.memoryUsage().heapUsed;
const perSecond = Math.round(Math.max(...Array.from({ length: REPEATS }, run)));
// With --expose-gc memory that stays in use; without, also memory that is not collected yet.
globalThis.gc?.();
const { heapUsed, rss } = process.memoryUsage();
const figures = {
  bench: 'injection',
  perSecond,
  microseconds: Number((1e6 / perSecond).toFixed(1)),
  keptHeapBytes: Math.max(0, heapUsed - before),
  rssBytes: rss,
  targetPerSecond: TARGET_PER_SECOND,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.stdout.write(
  `${perSecond} injections/s of a two-container template on one core (${figures.microseconds} µs each); ` +
    `${(rss / 2 ** 20).toFixed(0)} MiB resident, heap grown by ${(figures.keptHeapBytes / 2 ** 20).toFixed(1)} MiB over ${ROUNDS * REPEATS} of them\n`,
);
if (perSecond < TARGET_PER_SECOND) {
  process.stdout.write(`fewer than ${TARGET_PER_SECOND} per second, or a wrong result\n`);
  process.exitCode = 1;
}
