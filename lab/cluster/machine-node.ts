import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inMachine } from '../machine/agent.ts';
import { type Architecture, hardwareOf, machineName } from '../machine/architectures.ts';
import { type Address, emulatorCommand, makeDisk } from '../machine/emulator.ts';
import { machineImage, type MachineImage } from '../machine/image.ts';
import { snapshot, type Snapshot } from '../machine/snapshot.ts';
import { requirePackages } from '../images/debian-packages.ts';
import { run } from '../host/run.ts';
import { buildAgent, buildContainerd, buildKubernetes } from './binaries.ts';
import { pauseArchive } from './pause.ts';
import type { Components } from './components.ts';
import { clusterAddress, machineNumber, nodeAddress, prefixLength, tapOf } from './network.ts';
import { cniConfig, kubeletConfig, proxyConfig } from './node-config.ts';
import { ctr, type NodeSettings } from './node.ts';
import { defaultContainerd, type Parameters } from './parameters.ts';
import { ensureDirectory } from './paths.ts';
import { findMachine, kill } from './processes.ts';
import type { Progress } from './progress.ts';

/** Parts of nodes that are machines. */
export type MachineParts = {
  /** Directory of the agent's client. */
  readonly agent: string;
  readonly machines: Readonly<Partial<Record<Architecture, MachineFiles>>>;
};

/** The files a machine starts from. */
export type MachineFiles = { readonly image: MachineImage; readonly snapshot: Snapshot };

const POLL_MS = 100;

/** Builds and installs what machines of these architectures need, unless the cache has it. */
export async function machineParts(
  { machines, kubernetes, containerd }: Pick<Parameters, 'machines' | 'kubernetes' | 'containerd'>,
  progress: Progress,
): Promise<MachineParts> {
  const parts: Partial<Record<Architecture, MachineFiles>> = {};
  if (machines.length === 0) return { agent: '', machines: parts };
  const emulators = machines.map((machine) => hardwareOf(machine).emulatorPackage);
  await requirePackages(['qemu-utils', 'zstd', ...emulators], progress.line);
  const agent = await buildAgent(progress);
  for (const machine of machines) {
    const programs = {
      agent: await buildAgent(progress, machine),
      kubernetes: await buildKubernetes(kubernetes, progress, machine),
      ...(containerd === defaultContainerd ? {} : { containerd: await buildContainerd(progress, machine) }),
    };
    const image = await machineImage(machine, programs, progress.line);
    const load = { command: [...ctr, 'images', 'import', '-'], inputFile: await pauseArchive(progress, machine) };
    const place = { architecture: machine, image, address: addressOf(machine), agent };
    parts[machine] = { image, snapshot: await snapshot({ ...place, steps: [load] }, progress.line) };
  }
  return { agent, machines: parts };
}

function addressOf(architecture: Architecture): Address {
  return { ip: nodeAddress(machineNumber(architecture)), prefixLength, gateway: clusterAddress };
}

/** A command that runs the given one in a machine, from the cluster's network. */
export function inMachineNode(agent: string, architecture: Architecture, command: readonly string[]): string[] {
  return inMachine(agent, nodeAddress(machineNumber(architecture)), command);
}

/** Starts a machine from its snapshot; whenever it ends, it is started again, from its disk. */
export async function startMachine(
  components: Components,
  architecture: Architecture,
  state: string,
  { image, snapshot }: MachineFiles,
): Promise<void> {
  const name = machineName(architecture);
  const disk = join(ensureDirectory(join(state, name)), 'disk');
  await makeDisk(disk, { file: snapshot.disk, format: 'qcow2' });
  const machine = {
    architecture,
    image,
    disk,
    tap: tapOf(architecture),
    address: addressOf(architecture),
    console: join(state, 'logs', `${name}.console.log`),
  };
  let memory: { readonly memory?: string } = { memory: snapshot.memory };
  components.start(name, async () => {
    while (existsSync(offSwitch(state, name))) await delay(POLL_MS);
    const command = emulatorCommand({ ...machine, ...memory });
    memory = {};
    return command;
  });
}

/** Waits until a machine executes commands. */
async function answers(agent: string, architecture: Architecture): Promise<void> {
  for (;;) {
    try {
      await run(inMachineNode(agent, architecture, ['true']));
      return;
    } catch {
      await delay(POLL_MS);
    }
  }
}

/** Puts the files of kubelet and kube-proxy on a machine's disk, and starts them. */
export async function joinMachine(
  agent: string,
  architecture: Architecture,
  { state, featureGates }: NodeSettings,
): Promise<void> {
  const name = machineName(architecture);
  const number = machineNumber(architecture);
  const etc = join(state, name, 'etc');
  const kubernetes = ensureDirectory(join(etc, 'kubernetes'));
  const cni = ensureDirectory(join(etc, 'cni/net.d'));
  for (const file of ['ca.crt', 'kubelet.crt', 'kubelet.key', 'kube-proxy.kubeconfig', `${name}.kubeconfig`]) {
    copyFileSync(join(state, 'credentials', file), join(kubernetes, file.replace(name, 'kubelet')));
  }
  const write = (directory: string, file: string, content: object) =>
    writeFileSync(join(directory, file), JSON.stringify(content, undefined, 2));
  const place = { number, credentials: '/etc/kubernetes', resolvConf: '/etc/resolv.conf', featureGates };
  // It evicts pods for what it measures, by default once a minute.
  const own = { cgroupDriver: 'systemd', volumeStatsAggPeriod: '10s' };
  write(kubernetes, 'kubelet.json', kubeletConfig({ ...place, own }));
  write(
    kubernetes,
    'kube-proxy.json',
    proxyConfig({ name, kubeconfig: '/etc/kubernetes/kube-proxy.kubeconfig', featureGates }),
  );
  write(cni, '10-bridge.conflist', cniConfig(number));
  writeFileSync(join(kubernetes, 'node'), `NODE=${name}\nADDRESS=${nodeAddress(number)}\n`);
  await answers(agent, architecture);
  // Otherwise the clock shows the time of the snapshot, or when the emulator read it.
  await run(inMachineNode(agent, architecture, ['date', '-s', `@${Math.round(Date.now() / 1000)}`]));
  const archive = `${etc}.tar`;
  await run(['tar', '--create', '--file', archive, '--directory', etc, '.']);
  await run(inMachineNode(agent, architecture, ['tar', '-x', '-C', '/etc']), { inputFile: archive });
  rmSync(archive);
  await run(inMachineNode(agent, architecture, ['sync']));
  await run(inMachineNode(agent, architecture, ['systemctl', 'start', 'kubelet', 'kube-proxy']));
}

/** The machine stays off while this file exists. */
function offSwitch(state: string, name: string): string {
  return join(state, name, 'off');
}

/** Cuts the power of a machine: what is not on its disk is lost. It stays off until it is switched on. */
export async function cutPower(state: string, name: string): Promise<void> {
  const pid = findMachine(state, name);
  if (pid === undefined) throw new Error(`${name} is not on`);
  writeFileSync(offSwitch(state, name), '');
  kill(pid, 'SIGKILL');
  while (findMachine(state, name) !== undefined) await delay(POLL_MS);
}

/** Switches a machine on; returns when it has begun to start. */
export async function restorePower(state: string, name: string): Promise<void> {
  rmSync(offSwitch(state, name), { force: true });
  while (findMachine(state, name) === undefined) await delay(POLL_MS);
}
