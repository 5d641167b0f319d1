import { readFileSync } from 'node:fs';
import { deploymentController } from '../controllers/deployment/controller.ts';
import { resolveAccess } from '../kube/access.ts';
import { KubeClient } from '../kube/client.ts';
import { HealthServer } from '../runtime/health.ts';
import { createLog } from '../runtime/log.ts';
import { Manager } from '../runtime/manager.ts';
import { untilSignal } from '../runtime/signals.ts';
import { oneOf, parseOptions, wholeNumber } from './usage.ts';

const USAGE = `usage: node src/main.ts run [OPTION…]

Watches IceoryxDeployments in all namespaces and runs them, until SIGTERM or SIGINT.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --health-port PORT   port of /healthz and /readyz (default 8081; 0: any free one)
  --health-host HOST   address to listen on (default: all)
  --log-level LEVEL    error, warn, info (default) or debug
  --log-format FORMAT  json (default) or human
`;

/** The operator itself: runs until it is asked to stop. */
export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    'health-port': { type: 'string', default: '8081' },
    'health-host': { type: 'string' },
    'log-level': { type: 'string', default: 'info' },
    'log-format': { type: 'string', default: 'json' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const log = createLog({
    level: oneOf('log-level', options['log-level'], ['error', 'warn', 'info', 'debug']),
    format: oneOf('log-format', options['log-format'], ['json', 'human']),
  });
  const port = wholeNumber('health-port', options['health-port'], 0, 65_535);
  const stop = untilSignal();

  const access = await resolveAccess({ kubeconfig: options.kubeconfig, context: options.context });
  const client = new KubeClient({ access, userAgent: `iceoryx-operator/${version()}`, log });
  const deployment = deploymentController(client, log);
  const health = new HealthServer({
    log,
    port,
    host: options['health-host'],
    checks: Object.fromEntries(deployment.reflectors.map((reflector) => [reflector.name, () => reflector.problem])),
  });
  log.info('starting', { version: version(), node: process.version, server: access.server.href });
  try {
    await new Manager({
      log,
      servers: [health],
      reflectors: deployment.reflectors,
      controllers: [deployment.controller],
    }).run(stop);
  } finally {
    await client.close();
  }
  log.info('stopped');
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
