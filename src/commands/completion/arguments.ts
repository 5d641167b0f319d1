/** What can be looked up: contexts of the kubeconfig, or objects of a kind. */
export type Kind =
  | 'context'
  | 'namespace'
  | 'pod'
  | 'deployment'
  | 'statefulset'
  | 'daemonset'
  | 'job'
  | 'cronjob'
  | 'ioxd'
  | 'ioxprofile'
  | 'ioxdom'
  | 'ioxsweep';

/** Names of a kind as they are written: `pod` for hello-0, and `pod/` for pod/hello-0. */
export type Names = Kind | `${Kind}/`;

/** The same names behind their kind. */
export function behindKind(names: Names): `${Kind}/` {
  return names.endsWith('/') ? (names as `${Kind}/`) : `${names as Kind}/`;
}

const OBJECTS = ['ioxd', 'ioxprofile', 'ioxdom'] as const;
const WORKLOADS = ['deployment/', 'statefulset/', 'daemonset/', 'job/', 'cronjob/'] as const;
/** Arguments of commands, and what they may name in the cluster. */
const ARGUMENTS: Readonly<Record<string, readonly Names[]>> = {
  'diagnose name': ['pod', 'ioxd/', 'ioxprofile/', 'ioxdom/', ...WORKLOADS],
  'explain name': [...OBJECTS, 'pod', ...WORKLOADS],
  'logs name': ['pod', 'ioxd/', 'ioxprofile/', 'ioxdom/', ...WORKLOADS],
  'report names': [...OBJECTS, 'ioxsweep', 'pod'],
  'restart name': [...OBJECTS, 'pod/'],
  'size name': [...OBJECTS, 'pod/'],
  'status name': OBJECTS,
  'sweep name': ['ioxsweep'],
};

/** What an argument may name in the cluster; nothing if it names something else. */
export function namesOf(command: string, argument: string): readonly Names[] {
  return ARGUMENTS[`${command} ${argument}`] ?? [];
}
