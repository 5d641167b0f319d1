#!/usr/bin/env node
/** The command line of the test cluster; see README.md beside this file. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { buildKubernetes, buildTool, kubernetesMinors, tools } from './binaries.ts';
import { type Architecture, architectures } from '../machine/architectures.ts';
import { attach, clusterNames, down, up } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import type { Mode } from './parameters.ts';
import { type Containerd, containerds, defaultContainerd, defaultKubernetes, stateDirectory } from './parameters.ts';
import { progressTo } from './progress.ts';
import { readStatus } from './status.ts';

const help = `A real Kubernetes cluster for demonstrations and tests, built from source and run on this machine.

usage: node lab/cluster/main.ts COMMAND

  up       start a cluster and wait until it can be used; does nothing when it is up already
           --mode node            with kubelet, containerd and kube-proxy; needs root, the default for root
           --mode control-plane   API server, controllers and scheduler only; needs no rights
           --nodes 1|2            number of nodes in mode node (1; 0 beside machines)
           --machine ${architectures.join('|')}  a node that is an emulated machine, with a kernel, a clock and memory of its own
           --containerd ${containerds.join('|')}   of machines (${defaultContainerd})
           --kubernetes VERSION   one of ${kubernetesMinors().join(', ')} (${defaultKubernetes})
           --feature-gates A=true,B=false
  exec -- COMMAND …               run a command in the cluster's network, with KUBECONFIG set and kubectl on PATH
           --node NAME            in that node's mount namespace too, or in that machine
  load IMAGE.tar …                load images, saved as "docker save" does, into all nodes
  off --node NAME                 take the power from a node, until it is switched on
  on --node NAME                  switch it on again
  clock --node NAME -- SECONDS    put the clock of a machine forward, or back: -60
  status                          what is up
  down     end a cluster and remove all of it
           --all                  every cluster of this user
  build    only build, so that later "up" need not: --kubernetes VERSION
  tools    build helm and kwok and put them on PATH for exec

  --name NAME                     which cluster ("default"); several can run at the same time
`;

const progress = progressTo(process.stderr);

const { values, positionals } = parse();
const name = values.name ?? 'default';

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        mode: { type: 'string' },
        nodes: { type: 'string' },
        machine: { type: 'string', multiple: true },
        containerd: { type: 'string' },
        node: { type: 'string' },
        kubernetes: { type: 'string' },
        'feature-gates': { type: 'string' },
        all: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\nsee --help`);
  }
}

function fail(message: string): never {
  progress.line(`error: ${message}`);
  process.exit(1);
}

function mode(): { mode?: Mode } {
  if (values.mode === undefined) return {};
  if (values.mode !== 'node' && values.mode !== 'control-plane') {
    throw new Error(`--mode ${values.mode}: there are only "node" and "control-plane"`);
  }
  return { mode: values.mode };
}

function featureGates(): Record<string, boolean> {
  const gates = (values['feature-gates'] ?? '').split(',').filter(Boolean);
  return Object.fromEntries(
    gates.map((gate) => {
      const match = /^([A-Za-z0-9]+)=(true|false)$/.exec(gate);
      if (match === null) throw new Error(`--feature-gates: "${gate}" should read NAME=true or NAME=false`);
      return [match[1] ?? '', match[2] === 'true'];
    }),
  );
}

async function running(): Promise<Cluster> {
  const cluster = await attach(name);
  if (cluster === undefined) throw new Error(`the cluster "${name}" is not up: start it with "up --name ${name}"`);
  return cluster;
}

function theNode(): string {
  if (values.node === undefined) throw new Error('which node? --node NAME, as "status" shows it');
  return values.node;
}

async function execute(command: readonly string[]): Promise<void> {
  if (command.length === 0) throw new Error('exec needs a command: exec -- kubectl get pods');
  const cluster = await running();
  const [file = '', ...args] =
    values.node === undefined ? cluster.wrap(command) : cluster.wrapInNode(values.node, command);
  const child = spawn(file, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
}

async function status(): Promise<void> {
  const names = clusterNames();
  if (names.length === 0) process.stdout.write('no cluster is up\n');
  for (const each of names) {
    const cluster = await attach(each);
    if (cluster === undefined) {
      const phase = readStatus(stateDirectory(each))?.phase ?? 'unknown';
      process.stdout.write(`${each}: not well (last phase: ${phase}); "up" replaces it, "down" removes it\n`);
      continue;
    }
    const { parameters, kubeconfig, logs, nodes, machines } = cluster;
    const gates = Object.entries(parameters.featureGates).map(([gate, on]) => `${gate}=${on}`);
    const lines = [
      `${each}: ready, Kubernetes ${parameters.kubernetes}, mode ${parameters.mode}`,
      ...nodes.map((node) => `  ${node.name}: files at /proc/${node.pid}/root`),
      ...machines.map(({ name }) => `  ${name}: a machine, entered by "exec --node ${name}"`),
      ...(gates.length > 0 ? [`  feature gates ${gates.join(',')}`] : []),
      `  KUBECONFIG=${kubeconfig}`,
      `  logs in ${logs}`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  up: async () => {
    const { nodes, containerd, kubernetes } = values;
    await up({
      name,
      ...mode(),
      ...(nodes === undefined ? {} : { nodes: Number(nodes) }),
      machines: (values.machine ?? []) as Architecture[],
      ...(containerd === undefined ? {} : { containerd: containerd as Containerd }),
      ...(kubernetes === undefined ? {} : { kubernetes }),
      featureGates: featureGates(),
      progress,
    });
  },
  down: async () => {
    const names = values.all === true ? clusterNames() : [name];
    for (const each of names) await down(each, progress);
    progress.line(names.length === 0 ? 'no cluster is up' : `down, nothing left behind: ${names.join(', ')}`);
  },
  exec: execute,
  load: async (files) => {
    if (files.length === 0) throw new Error('load needs at least one image file');
    const cluster = await running();
    for (const file of files) {
      await cluster.load(file);
      progress.line(
        `loaded ${file} into ${[...cluster.nodes, ...cluster.machines].map((node) => node.name).join(', ')}`,
      );
    }
  },
  off: async () => (await running()).powerOff(theNode()),
  on: async () => (await running()).powerOn(theNode()),
  clock: async ([seconds = '']) => {
    if (!/^-?\d+$/.test(seconds)) throw new Error('clock needs whole seconds: clock --node machine-amd64 -- -60');
    await (await running()).moveClock(theNode(), Number(seconds));
  },
  status,
  build: async () => progress.line(await buildKubernetes(values.kubernetes ?? defaultKubernetes, progress)),
  tools: async () => {
    for (const tool of tools) progress.line(await buildTool(tool, progress));
  },
};

// A reader that has seen enough, such as head(1), is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
const [command, ...args] = positionals;
if (values.help === true || command === undefined) {
  process.stdout.write(help);
} else {
  const chosen = commands[command] ?? fail(`there is no command "${command}"; see --help`);
  await chosen(args).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
}
