import { createHash } from 'node:crypto';
import { existsSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildKubernetes, builtTools } from './binaries.ts';
import { serviceRange } from './control-plane.ts';
import { withLock } from './file-lock.ts';
import { ensureInotify } from './inotify.ts';
import { launch } from './launch.ts';
import { powerOff, powerOn } from './machine.ts';
import { cutPower, inMachineNode, machineParts, restorePower } from './machine-node.ts';
import { ctr, inNode, insideNode, nodeName } from './node.ts';
import { ensurePackages } from './packages.ts';
import { completeParameters, differences, stateDirectory } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { clustersDirectory, ensureDirectory } from './paths.ts';
import { pauseArchive } from './pause.ts';
import { findInit, findMachine, findNode } from './processes.ts';
import { gatewayOf } from './gateway.ts';
import { silent } from './progress.ts';
import { Reader } from './reader.ts';
import { timed } from '../host/times.ts';
import type { Progress } from './progress.ts';
import { run } from '../host/run.ts';
import { type Architecture, machineName } from '../machine/architectures.ts';
import { readState, readStatus } from './status.ts';
import type { SupervisorInput } from './supervisor.ts';
import { tearDown } from './teardown.ts';

/**
 * A kubectl ends before it has much garbage: to collect any would be a quarter of its work. One that watches collects
 * what exceeds the limit.
 */
const KUBECTL_MEMORY = ['GOGC=off', 'GOMEMLIMIT=128MiB'];

/** Options of {@link up}; absent ones have a default. */
export type UpOptions = Partial<Parameters> & { readonly progress?: Progress };

/** A node of a running cluster. */
export type Node = {
  readonly name: string;
  /** A process in the node's mount namespace: `/proc/PID/root/dev/shm` is what its pods' host paths see. */
  readonly pid: number;
};

/** A node that is an emulated machine. */
export type MachineNode = { readonly name: string; readonly architecture: Architecture };

/** A running cluster. */
export type Cluster = {
  readonly name: string;
  readonly parameters: Parameters;
  /** Kubeconfig of an administrator. In mode `node` its server is reachable through {@link Cluster.wrap} only. */
  readonly kubeconfig: string;
  /** Directory of the components' logs. */
  readonly logs: string;
  /** Nodes that are switched on. */
  readonly nodes: readonly Node[];
  /** Machines that are switched on, in addition to {@link Cluster.nodes}. */
  readonly machines: readonly MachineNode[];
  /** Process id of the cluster's init (mode `node`) or supervisor: when it is killed, the cluster is gone. */
  readonly init: number;
  /** A command that runs the given one within the cluster's network, with KUBECONFIG set and kubectl on PATH. */
  readonly wrap: (command: readonly string[]) => string[];
  /** Reads the cluster's objects as its administrator. */
  readonly reader: Reader;
  /**
   * The same in a node's process and mount namespaces too, with its own /dev/shm, /run, /tmp, /var/lib and /var/log; in
   * a machine as its root, without KUBECONFIG.
   */
  readonly wrapInNode: (node: string, command: readonly string[]) => string[];
  /** Loads an image file as `docker save` writes it into every node that does not have it yet. */
  readonly load: (file: string) => Promise<void>;
  /**
   * Cuts the power of a node: what runs there is killed, and its memory is lost. It stays off until {@link powerOn}.
   */
  readonly powerOff: (node: string) => Promise<void>;
  /** Switches a node on again; returns when it has begun to start. */
  readonly powerOn: (node: string) => Promise<void>;
  /** Moves the clock of a machine forward by so many seconds, or back if they are negative. */
  readonly moveClock: (machine: string, seconds: number) => Promise<void>;
  readonly down: () => Promise<void>;
};

/**
 * Starts a cluster and returns when it can be used, or at once if a healthy one with that name and those parameters is
 * running. One with other parameters, or an unhealthy one, is replaced.
 */
export async function up(options: UpOptions = {}): Promise<Cluster> {
  return timed('set-up', `the cluster "${options.name ?? 'default'}" to come up`, async () => bringUp(options));
}

async function bringUp(options: UpOptions): Promise<Cluster> {
  const progress = options.progress ?? silent;
  const parameters = completeParameters(options);
  await ensurePackages(parameters.mode, progress);
  const binaries = await buildKubernetes(parameters.kubernetes, progress);
  if (parameters.mode === 'node') ensureInotify();
  const pause = parameters.mode === 'node' ? await pauseArchive(progress) : '';
  const parts = await machineParts(parameters, progress);
  const input: SupervisorInput = { ...parameters, binaries, pauseArchive: pause, machineParts: parts };
  return withClusterLock(parameters.name, progress, async () => {
    const state = stateDirectory(parameters.name);
    const running = await attach(parameters.name);
    if (running !== undefined) {
      const differs = differences(running.parameters, parameters);
      const made = ({ binaries, machineParts }: SupervisorInput) => JSON.stringify([binaries, machineParts]);
      if (differs.length === 0 && made(readState(state, 'input.json') as SupervisorInput) === made(input)) {
        progress.line(`the cluster "${parameters.name}" is up already`);
        return running;
      }
      progress.line(`replacing the cluster "${parameters.name}" (${differs.join('; ') || 'its binaries are older'})`);
    }
    await tearDown(parameters.name);
    ensureDirectory(state);
    writeFileSync(join(state, 'input.json'), JSON.stringify(input));
    const seconds = await launch(state, parameters.mode, progress);
    const cluster = await attach(parameters.name);
    if (cluster === undefined) throw new Error(`the cluster "${parameters.name}" ended just after it was ready`);
    progress.line(`the cluster "${parameters.name}" is ready after ${seconds.toFixed(1)} s`);
    return cluster;
  });
}

/** Ends the cluster of that name and removes it completely; does nothing if it does not exist. */
export async function down(name: string, progress: Progress = silent): Promise<void> {
  await timed('set-up', `the cluster "${name}" to go down`, async () =>
    withClusterLock(name, progress, async () => tearDown(name)),
  );
}

/** The names of the clusters that have a directory, running or not. */
export function clusterNames(): string[] {
  if (!existsSync(clustersDirectory)) return [];
  return readdirSync(clustersDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The running cluster of that name, if its API server reports that it is healthy. */
export async function attach(name: string): Promise<Cluster | undefined> {
  const state = stateDirectory(name);
  const input = readState(state, 'input.json') as SupervisorInput | undefined;
  const init = findInit(state);
  if (input === undefined || init === undefined || readStatus(state)?.phase !== 'ready') return undefined;
  const cluster = await describe(state, input, init);
  return run(cluster.wrap(['kubectl', 'get', '--raw', '/readyz', '--request-timeout=5s'])).then(
    () => cluster,
    () => undefined,
  );
}

async function describe(state: string, input: SupervisorInput, init: number): Promise<Cluster> {
  const { name } = input;
  const kubeconfig = join(state, 'credentials/admin.kubeconfig');
  const nodesNow = () =>
    Array.from({ length: input.nodes }, (_, index) => nodeName(index + 1)).flatMap((node) => {
      const pid = findNode(state, node);
      return pid === undefined ? [] : [{ name: node, pid }];
    });
  const machinesNow = () =>
    input.machines
      .map((architecture) => ({ name: machineName(architecture), architecture }))
      .filter((machine) => findMachine(state, machine.name) !== undefined);
  const path = [input.binaries, ...(await builtTools()), process.env['PATH']]
    .filter((part) => part !== undefined)
    .join(':');
  // By default kubectl caches discovery by the server's address, which is the same for every cluster.
  const cache = `KUBECACHEDIR=${join(state, 'kubectl')}`;
  // No proxy of this machine leads into the cluster's network.
  const direct = [process.env['NO_PROXY'] || process.env['no_proxy'], '10.88.0.0/16', serviceRange];
  const noProxy = `NO_PROXY=${direct.filter(Boolean).join(',')}`;
  const environment = ['env', `KUBECONFIG=${kubeconfig}`, cache, noProxy, `PATH=${path}`];
  const sparing = (command: readonly string[]) => (command[0] === 'kubectl' ? KUBECTL_MEMORY : []);
  const network = input.mode === 'node' ? ['nsenter', `--net=/proc/${init}/ns/net`, '--'] : [];
  const inNodeOrMachine = (wanted: string, command: readonly string[]) => {
    const machine = machinesNow().find((candidate) => candidate.name === wanted);
    if (machine === undefined) return insideNode(pidOf(wanted), command);
    return [...network, ...inMachineNode(input.machineParts.agent, machine.architecture, command)];
  };
  const isMachine = (node: string) => input.machines.some((architecture) => machineName(architecture) === node);
  const pidOf = (wanted: string) => {
    const node = nodesNow().find((candidate) => candidate.name === wanted);
    if (node === undefined) throw new Error(`the cluster "${name}" has no node "${wanted}" that is on`);
    return node.pid;
  };
  return {
    name,
    parameters: input,
    kubeconfig,
    logs: join(state, 'logs'),
    get nodes() {
      return nodesNow();
    },
    get machines() {
      return machinesNow();
    },
    init,
    wrap: (command) => [...network, ...environment, ...sparing(command), ...command],
    reader: Reader.of(kubeconfig, gatewayOf(state)),
    wrapInNode: inNodeOrMachine,
    load: async (file) => {
      const command = [...ctr, 'images', 'import', '-'];
      const nodes = [
        ...nodesNow().map((node) => ({ name: node.name, load: inNode(node.pid, command) })),
        ...machinesNow().map((machine) => ({ name: machine.name, load: inNodeOrMachine(machine.name, command) })),
      ];
      if (nodes.length === 0)
        throw new Error(`the cluster "${name}" has no node to load ${file} into: mode control-plane`);
      await Promise.all(
        nodes.map(async (node) => loadOnce(state, node.name, file, async () => run(node.load, { inputFile: file }))),
      );
    },
    powerOff: async (node) => (isMachine(node) ? cutPower(state, node) : powerOff(name, node)),
    powerOn: async (node) => (isMachine(node) ? restorePower(state, node) : powerOn(name, node)),
    moveClock: async (node, seconds) => {
      if (!isMachine(node)) throw new Error(`${node} has the clock of this machine: only a machine has one of its own`);
      const script = `date -s "@$(($(date +%s) + ${seconds}))"`;
      await run(inNodeOrMachine(node, ['sh', '-c', script]));
    },
    down: async () => down(name),
  };
}

/** A node's disk keeps loaded images; a file is identified by its path, size and modification time. */
async function loadOnce(state: string, node: string, file: string, load: () => Promise<unknown>): Promise<void> {
  const { size, mtimeMs } = statSync(file);
  const key = createHash('sha256')
    .update(JSON.stringify([realpathSync(file), size, mtimeMs]))
    .digest('hex');
  const loaded = join(ensureDirectory(join(state, node, 'loaded')), key);
  if (existsSync(loaded)) return;
  await load();
  writeFileSync(loaded, `${file}\n`);
}

async function withClusterLock<T>(name: string, progress: Progress, work: () => Promise<T>): Promise<T> {
  const lock = join(clustersDirectory, `${name}.lock`);
  return withLock(lock, () => progress.line(`waiting for another command on the cluster "${name}" …`), work);
}
