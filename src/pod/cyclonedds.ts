import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { type Problem, unless } from '../api/rules/problem.ts';
import { AGENT_DIRECTORY } from './names.ts';
import { appContainers, fieldOf, type InjectionRequest } from './request.ts';
import { isRecord } from './same.ts';

/*
 * Shared memory for apps on Cyclone DDS, enabled by one field. Cyclone DDS takes two processes for users of one RouDi
 * if they have the same Locator, by default a MAC address of the network (SharedMemory/Locator, Cyclone DDS 0.10). That
 * is wrong for pods with hostNetwork, which have one MAC address and a RouDi each. It is also wrong for pods of a
 * domain, which have one RouDi and different MAC addresses. The agent derives a Locator from what only the users of one
 * RouDi have in common.
 */

/** Holds a list of configurations. Later ones add to earlier ones (`config_init`, Cyclone DDS 0.10). */
const VARIABLE = 'CYCLONEDDS_URI';

/** Configuration that the agent writes beside its copy (agent/internal/cyclonedds). */
const FILE = `file://${AGENT_DIRECTORY}/cyclonedds.xml`;

/** What the users of one RouDi have in common, for the container that writes the file. */
export interface CommonToRoudi {
  readonly env: readonly IEnvVar[];
  /** Text with references to these variables, which the kubelet expands. */
  readonly text: string;
}

/** Common to the users of the RouDi of a pod: the UID of the pod. */
export const COMMON_TO_POD: CommonToRoudi = {
  env: [{ name: 'POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } }],
  text: '$(POD_UID)',
};

/**
 * Common to the users of a domain's RouDi on a node: the names of the node and the domain.
 *
 * @param key `namespace/name` of the domain, which has a RouDi on each node
 */
export function commonToNode(key: string): CommonToRoudi {
  return {
    env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
    text: `$(NODE_NAME)/${key}`,
  };
}

/**
 * Environment variables of an app. With them, Cyclone DDS reads the agent's file after the configurations that the
 * author of the app set.
 */
export function withSharedMemory({ env = [] }: IContainer): IEnvVar[] {
  if (!Array.isArray(env)) {
    // The API server reports what is wrong with it.
    return env;
  }
  const at = env.findLastIndex(isVariable);
  const own = env[at]?.value ?? '';
  const variable = { name: VARIABLE, value: own === '' ? FILE : `${own},${FILE}` };
  return at === -1 ? [...env, variable] : env.with(at, variable);
}

/**
 * Callers take the last such variable, because the last of several with one name wins. The schema leaves variables to
 * the API server, so they may have any type here.
 */
function isVariable(variable: unknown): boolean {
  return isRecord(variable) && variable['name'] === VARIABLE;
}

/** Rejects configurations that the operator cannot read and therefore cannot add to. */
export function cycloneProblems(
  request: Pick<InjectionRequest, 'cycloneDDS' | 'fieldRoot' | 'template'>,
  apps: ReadonlySet<string>,
): Problem[] {
  return request.cycloneDDS === undefined
    ? []
    : appContainers(request, apps).flatMap(({ container, path }) => unreadable(container, path));
}

function unreadable({ name, env = [], envFrom = [] }: IContainer, path: string): Problem[] {
  const at = Array.isArray(env) ? env.findLastIndex(isVariable) : -1;
  const own = env[at];
  return [
    ...unless(
      own?.valueFrom === undefined,
      `${path}.env[${at}].valueFrom`,
      own?.valueFrom,
      `spec.cycloneDDS adds to ${VARIABLE} of container '${name}', whose value comes from elsewhere; give that variable another name, such as OWN_URI, and set ${VARIABLE} to $(OWN_URI)`,
    ),
    ...unless(
      own !== undefined || !Array.isArray(envFrom) || envFrom.length === 0,
      `${path}.envFrom`,
      envFrom,
      `spec.cycloneDDS adds to ${VARIABLE} of container '${name}', which may come from envFrom; set it in env too, empty if there is none`,
    ),
  ];
}

const SHARES_MEMORY = /<SharedMemory>(?:(?!<\/SharedMemory>)[^]){0,4000}<Enable>\s*true\s*<\/Enable>/i;

function configurationsOf({ env = [] }: IContainer): string[] {
  return (Array.isArray(env) ? env : [])
    .filter(isVariable)
    .flatMap(({ value }: { value?: unknown }) => (typeof value === 'string' ? [value] : []));
}

/**
 * Warns about configurations without `spec.cycloneDDS` that go by MAC addresses: with hostNetwork all pods of a node have
 * one, and in a domain each pod has another.
 */
export function cycloneWarnings(request: InjectionRequest, apps: ReadonlySet<string>): Problem[] {
  const { domain, cycloneDDS, template } = request;
  const hasHostNetwork = template.spec.hostNetwork === true;
  if (cycloneDDS !== undefined || hasHostNetwork === (domain !== undefined)) {
    return [];
  }
  const configurations = appContainers(request, apps).flatMap(({ container }) => configurationsOf(container));
  const sharing = configurations.filter((value) => SHARES_MEMORY.test(value));
  if (sharing.length > 0 && sharing.every((value) => value.includes('<Locator>'))) {
    return [];
  }
  if (domain !== undefined) {
    return unless(
      sharing.length === 0,
      fieldOf(request, 'spec.containers'),
      sharing,
      'Cyclone DDS goes by the MAC address to tell who shares its memory, and each pod of the domain has another one: samples to other pods arrive twice, once over the network; set spec.cycloneDDS to {}, or SharedMemory/Locator in CYCLONEDDS_URI to a value that all pods of the domain have',
    );
  }
  const why =
    'Cyclone DDS goes by the MAC address to tell who shares its memory, which is the same for all pods of a node with hostNetwork, while each pod has a RouDi of its own: samples between two such pods are lost';
  const how =
    'set spec.cycloneDDS to {}, or SharedMemory/Locator in CYCLONEDDS_URI to a value that all apps of a pod have and no other pod';
  return [
    {
      path: fieldOf(request, 'spec.hostNetwork'),
      value: true,
      message: sharing.length > 0 ? `${why}; ${how}` : `if the apps use Cyclone DDS with shared memory: ${why}; ${how}`,
    },
  ];
}
