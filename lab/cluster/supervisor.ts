/**
 * Runs a cluster: `node supervisor.ts STATE_DIRECTORY`, started by `up`. In mode `node` it is the only child of the
 * init of namespaces of its own; when it ends, for whatever reason, everything in them ends.
 */
import { join } from 'node:path';
import { apiClient, bodies, waitFor } from './api-client.ts';
import type { Get } from './api-client.ts';
import { Components } from './components.ts';
import { openGateway } from './gateway.ts';
import { startApiServer, startControllers, stopOrder } from './control-plane.ts';
import type { ControlPlane, Ports } from './control-plane.ts';
import { makeCredentials } from './credentials.ts';
import { joinMachine, type MachineParts, startMachine } from './machine-node.ts';
import { clusterAddress, setUpNetwork } from './network.ts';
import { Machine } from './machine.ts';
import { ctr, inNode, nodeName, startKubelet, startProxy, startRuntime } from './node.ts';
import type { Parameters } from './parameters.ts';
import { ensureDirectory } from './paths.ts';
import { freePorts } from './ports.ts';
import { run } from '../host/run.ts';
import { type Architecture, machineName } from '../machine/architectures.ts';
import { readState, writeStatus } from './status.ts';

/** Parameters with what `up` has built for them. */
export type SupervisorInput = Parameters & {
  readonly binaries: string;
  readonly pauseArchive: string;
  readonly machineParts: MachineParts;
};

const began = performance.now();

function log(text: string): void {
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)} s ${text}\n`);
}

const fixedPorts: Ports = { apiServer: 6443, etcd: 2379, etcdPeer: 2380, controllerManager: 10257, scheduler: 10259 };

async function startControlPlane(state: string, input: SupervisorInput, components: Components): Promise<Get> {
  const loopback = input.mode === 'control-plane';
  const address = loopback ? '127.0.0.1' : clusterAddress;
  const ports = loopback ? await freePorts(fixedPorts) : fixedPorts;
  const plane: ControlPlane = { ...input, state, address, loopback, ports };
  const credentials = await makeCredentials(join(state, 'credentials'), `https://${address}:${ports.apiServer}`);
  const get = bodies(apiClient(credentials));
  log('credentials made');
  startApiServer(components, plane);
  await waitFor(get, '/readyz', 60);
  log('API server ready');
  startControllers(components, plane);
  return get;
}

async function startNodes(state: string, input: SupervisorInput, components: Components, apiServer: Promise<Get>) {
  const settings = { ...input, state, cluster: input.name };
  const numbers = Array.from({ length: input.nodes }, (_, index) => index + 1);
  const { agent, machines } = input.machineParts;
  const machine = async (architecture: Architecture) => {
    const files = machines[architecture];
    if (files === undefined) throw new Error(`there is nothing to start ${machineName(architecture)} from`);
    await startMachine(components, architecture, state, files);
    await apiServer;
    await joinMachine(agent, architecture, settings);
    log(`${machineName(architecture)}: kubelet started`);
  };
  await Promise.all([
    ...input.machines.map(machine),
    ...numbers.map(async (node) => {
      const machine = await Machine.open(nodeName(node), state, input.binaries);
      startRuntime(components, machine, node, settings);
      await loadPause(await machine.pid, input.pauseArchive);
      log(`${nodeName(node)}: container runtime ready`);
      await apiServer;
      startKubelet(components, machine, node, settings);
      if (node === 1) startProxy(components, machine, settings);
    }),
  ]);
  const get = await apiServer;
  for (const [name, seconds] of [
    ...numbers.map((node) => [nodeName(node), 60] as const),
    ...input.machines.map((architecture) => [machineName(architecture), MACHINE_SECONDS] as const),
  ]) {
    await waitFor(get, `/api/v1/nodes/${name}`, seconds, (body) => {
      const { conditions = [] } = (JSON.parse(body) as { status: { conditions?: Condition[] } }).status;
      return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
    });
    log(`${name}: ready`);
  }
}

/** An emulated kubelet is slow, in particular on a busy machine. */
const MACHINE_SECONDS = 600;

type Condition = { readonly type: string; readonly status: string };

async function loadPause(pid: number, archive: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await run(inNode(pid, [...ctr, '--connect-timeout', '5s', 'images', 'import', '-']), { inputFile: archive });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

async function start(state: string, input: SupervisorInput, components: Components): Promise<'started'> {
  if (input.mode === 'node') {
    await setUpNetwork(input.nodes, input.machines);
    await openGateway(state, clusterAddress, fixedPorts.apiServer);
  }
  const apiServer = startControlPlane(state, input, components);
  apiServer.catch(() => undefined);
  await startNodes(state, input, components, apiServer);
  const get = await apiServer;
  await waitFor(get, '/api/v1/namespaces/default/serviceaccounts/default', 60);
  await waitFor(get, '/api/v1/namespaces/default/configmaps/kube-root-ca.crt', 60);
  log('controllers work');
  return 'started';
}

async function main(state: string): Promise<void> {
  const input = readState(state, 'input.json') as SupervisorInput | undefined;
  if (input === undefined) throw new Error(`there is no input.json in ${state}`);
  const components = new Components(ensureDirectory(join(state, 'logs')));
  const asked = new Promise<'asked to end'>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('asked to end'));
  });
  writeStatus(state, { phase: 'starting' });
  try {
    const outcome = await Promise.race([start(state, input, components), components.failure, asked]);
    if (outcome === 'started') {
      components.restartFromNow();
      writeStatus(state, { phase: 'ready' });
      await asked;
    }
  } catch (error) {
    process.exitCode = 1;
    writeStatus(state, { phase: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
  await components.stop(stopOrder);
  process.exit();
}

await main(process.argv[2] ?? '');
