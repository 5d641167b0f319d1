import type { FaultFinding } from '../../../api/conditions.ts';
import type { Severity } from '../../../iceoryx/signatures.ts';
import type { ObservedContainer } from '../observed-pod.ts';

/** Something that is wrong in a pod, or was a moment ago, in words for the person who has to mend it. */
export interface Fault {
  /** Id of a signature of `src/iceoryx/signatures`, or one of `KUBERNETES_FAULTS`. */
  readonly id: string;
  readonly pod: string;
  readonly container?: string;
  /** Whom it is about. */
  readonly role: ObservedContainer['role'] | 'pod';
  readonly evidence: Evidence;
  readonly severity: Severity;
  /** It follows from the trouble of another program, about which that one's own words or end say more. */
  readonly isConsequence: boolean;
  /** The pod is not Ready now; a fault of one that is Ready again is told of for a while. */
  readonly isPresent: boolean;
  /** What it means, what it comes from and what to do. */
  readonly message: string;
  /** The same for the same occurrence, whenever it is looked at. */
  readonly occurrence: string;
}

/**
 * By what a fault is known.
 * - Words: a program wrote it, into its log or as its termination message
 * - Kubelet: the kubelet says why a container ended, or why it does not start
 * - Exit: a container ended, and only its exit code says how
 * - Placement: the scheduler or the node says why the pod is not there
 */
export type Evidence = 'Words' | 'Kubelet' | 'Exit' | 'Placement';

interface Order {
  readonly is: string;
  readonly takes: (fault: Pick<Fault, 'evidence' | 'isConsequence' | 'role' | 'severity'>) => boolean;
}

/**
 * What explains most comes first. Words beat exit codes, and a cause beats its consequence, whichever program says it:
 * that an app's sample fits no pool beats that RouDi hears nothing of the app, and RouDi's end beats an app that finds
 * no RouDi. Before all that, what keeps a pod from being Ready beats what a pod has got over.
 */
export const ORDER: readonly Order[] = [
  {
    is: 'words of a program about what is wrong with itself',
    takes: (fault) => isCause(fault) && fault.evidence === 'Words' && fault.severity === 'Error',
  },
  { is: 'words of the kubelet', takes: ({ evidence }) => evidence === 'Kubelet' },
  {
    is: 'words of a program about what may be wrong with itself',
    takes: (fault) => isCause(fault) && fault.evidence === 'Words',
  },
  { is: 'the end of RouDi', takes: (fault) => isCause(fault) && fault.evidence === 'Exit' && fault.role === 'roudi' },
  {
    is: 'words of an app about RouDi',
    takes: ({ evidence, role, severity }) => evidence === 'Words' && role === 'app' && severity === 'Error',
  },
  { is: 'the end of another container', takes: (fault) => isCause(fault) && fault.evidence === 'Exit' },
  { is: 'words of the scheduler or the node', takes: ({ evidence }) => evidence === 'Placement' },
  {
    is: 'words of RouDi about an app, and of an app that waits for RouDi',
    takes: ({ evidence }) => evidence === 'Words',
  },
  { is: 'an end that followed from another one', takes: () => true },
];

const SEVERITIES: readonly Severity[] = ['Error', 'Warning', 'Info'];
const ROLES: readonly Fault['role'][] = ['roudi', 'app', 'other', 'agent', 'pod'];

/** The faults in the order of what they explain; equal ones by name, so that pods that fail alike take no turns. */
export function ranked(faults: readonly Fault[]): readonly Fault[] {
  const classOf = (fault: Fault): number => ORDER.findIndex(({ takes }) => takes(fault));
  const nameOf = ({ pod, container = '', id, ...others }: Fault): string =>
    JSON.stringify([pod, container, id, others.message, others.evidence, others.isConsequence, others.occurrence]);
  return faults.toSorted(
    (a, b) =>
      Number(b.isPresent) - Number(a.isPresent) ||
      classOf(a) - classOf(b) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
      (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b))),
  );
}

function isCause({ isConsequence }: Pick<Fault, 'isConsequence'>): boolean {
  return !isConsequence;
}

/** What was looked at for faults, beside how containers ended. */
export type LookedAt = 'logs' | 'no logs' | 'no right to logs';

const LOOKED_AT: Readonly<Record<LookedAt, string>> = {
  logs: 'how containers ended, what the kubelet says, and logs of pods that are not Ready or in which something ended were looked at; what programs of Ready pods write was not',
  'no logs': 'how containers ended was looked at; logs and what the kubelet says in Events were not, as podLogs is off',
  'no right to logs':
    'how containers ended was looked at; logs and what the kubelet says in Events were not, as the operator has no right to them (podLogs)',
};

/** The condition FaultFree: what explains most, and how many pods have the same. */
export function faultFinding(faults: readonly Fault[], lookedAt: LookedAt = 'logs'): FaultFinding {
  const type = 'FaultFree';
  const [first] = faults;
  if (first === undefined) {
    return { type, status: 'True', reason: 'NothingFound', message: `nothing was found: ${LOOKED_AT[lookedAt]}` };
  }
  const same = new Set(faults.filter(({ id }) => id === first.id).map(({ pod }) => pod)).size - 1;
  const where = `pod ${first.pod}${first.container === undefined ? '' : `, container ${first.container}`}`;
  const more = same === 0 ? '' : ` (and ${same} more ${same === 1 ? 'pod' : 'pods'})`;
  const over = first.isPresent || first.container === undefined ? '' : ' It is over: the pod is Ready again.';
  return { type, status: 'False', reason: first.id, message: `${where}${more}: ${first.message}${over}` };
}
