import type { FaultFinding } from '../../../api/conditions.ts';
import { toSeconds } from '../../../api/time.ts';
import type { Severity } from '../../../iceoryx/signatures.ts';
import type { ObservedContainer } from '../observed-pod.ts';

/** Something that is or recently was wrong in a pod, worded for the person who has to fix it. */
export interface Fault {
  /** Id of a signature of `src/iceoryx/signatures`, or one of `KUBERNETES_FAULTS`. */
  readonly id: string;
  readonly pod: string;
  /** Node of the pod, if the pod is one of a domain. */
  readonly node?: string;
  readonly container?: string;
  /** Role of the faulty container, or `pod` if the fault is not about a container. */
  readonly role: ObservedContainer['role'] | 'pod';
  readonly evidence: Evidence;
  readonly severity: Severity;
  /** The fault follows from the failure of another program, whose own output or exit explains more. */
  readonly isConsequence: boolean;
  /** The pod is neither Ready nor terminal now. Faults of other pods are reported for a while. */
  readonly isPresent: boolean;
  /** A program of a Ready pod reports it now and then. */
  readonly isGoingOn?: true;
  /** When it happened, or was first found, in milliseconds since 1970. Absent until it was found. */
  readonly at?: number;
  readonly words: FaultWords;
  /** The words as one text. */
  readonly message: string;
  /** Identifies the occurrence: the same each time the same occurrence is diagnosed. */
  readonly occurrence: string;
}

/** What a fault is, for people. */
export interface FaultWords {
  readonly meaning: string;
  /** What it is exactly, mostly as the kubelet, the scheduler or the node say it. */
  readonly details?: string | undefined;
  /** What the agent wrote about ending RouDi. */
  readonly sidecar?: string | undefined;
  /** The last line that the program wrote. It is not known to be about the fault. */
  readonly lastWords?: string | undefined;
  readonly notes?: readonly string[];
  readonly cause?: string;
  readonly remedy?: string | undefined;
  /** The line of the program by which the fault is known. */
  readonly line?: string | undefined;
  /** How the container ended, and where its log is. */
  readonly ending?: string | undefined;
}

/** The words of a fault as one text. */
export function inOneText(words: FaultWords): string {
  const { meaning, details, sidecar, lastWords, notes = [], cause, remedy, line, ending } = words;
  const head = details === undefined ? meaning : `${meaning}: ${details}`;
  const rest = [
    ...(lastWords === undefined ? [] : [`Its last words: ${lastWords}`]),
    ...notes,
    ...(cause === undefined ? [] : [`Cause: ${cause}`]),
    ...(remedy === undefined ? [] : [`What to do: ${remedy}`]),
    ...(line === undefined ? [] : [`It said: ${line}`]),
    ...(ending === undefined ? [] : [ending]),
  ];
  return [
    ...(sidecar === undefined ? [] : [`The sidecar said: ${sidecar}`]),
    rest.length === 0 ? head : sentence(head),
    ...rest,
  ].join(' ');
}

/**
 * How a fault is known.
 * - Words: a program wrote it, to its log or as its termination message
 * - Kubelet: the kubelet reports why a container ended, or why it does not start
 * - Exit: a container ended, and only its exit code is known
 * - Placement: the scheduler or the node reports why the pod does not run
 */
export type Evidence = 'Words' | 'Kubelet' | 'Exit' | 'Placement';

interface Order {
  readonly is: string;
  readonly takes: (fault: Pick<Fault, 'evidence' | 'isConsequence' | 'role' | 'severity'>) => boolean;
}

/**
 * Ranks faults by how much they explain. Output beats exit codes, and a cause beats its consequence, whichever program
 * reports it. So an app's sample that fits no pool beats RouDi receiving nothing from that app, and RouDi's exit beats
 * an app that finds no RouDi. Above all, a fault that keeps a pod from being Ready beats one that a Ready pod reports,
 * and that beats one that the pod has recovered from.
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

/** Sorts faults by how much they explain. Ties are broken by name, so that pods that fail alike do not alternate. */
export function ranked(faults: readonly Fault[]): readonly Fault[] {
  const classOf = (fault: Fault): number => ORDER.findIndex(({ takes }) => takes(fault));
  const nameOf = ({ pod, container = '', id, ...others }: Fault): string =>
    JSON.stringify([pod, container, id, others.message, others.evidence, others.isConsequence, others.occurrence]);
  return faults.toSorted(
    (a, b) =>
      presence(b) - presence(a) ||
      classOf(a) - classOf(b) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
      (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b))),
  );
}

function presence({ isPresent, isGoingOn }: Fault): number {
  return isPresent ? 2 : Number(isGoingOn === true);
}

function isCause({ isConsequence }: Pick<Fault, 'isConsequence'>): boolean {
  return !isConsequence;
}

/** What was inspected for faults, besides the exits of containers. */
export type LookedAt = 'logs' | 'no logs' | 'no right to logs';

const LOOKED_AT: Readonly<Record<LookedAt, string>> = {
  logs: 'how containers ended, what the kubelet says, and logs of pods that are not Ready or in which something ended were looked at; logs of Ready pods are looked at in turns',
  'no logs': 'how containers ended was looked at; logs and what the kubelet says in Events were not, as podLogs is off',
  'no right to logs':
    'how containers ended was looked at; logs and what the kubelet says in Events were not, as the operator has no right to them (podLogs)',
};

/** Words of the kubelet and of the scheduler often end without a full stop. */
function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function state({ isGoingOn }: Fault): string {
  return isGoingOn === true ? ' The pod is Ready all the same.' : ' It is over: the pod is Ready again.';
}

/** The condition FaultFree: the fault that explains most, and how many pods have the same one. */
export function faultFinding(faults: readonly Fault[], lookedAt: LookedAt = 'logs'): FaultFinding {
  const type = 'FaultFree';
  const [first] = faults;
  if (first === undefined) {
    return { type, status: 'True', reason: 'NothingFound', message: `nothing was found: ${LOOKED_AT[lookedAt]}` };
  }
  const same = new Set(faults.filter(({ id }) => id === first.id).map(({ pod }) => pod)).size - 1;
  const node = first.node === undefined ? '' : ` on ${first.node}`;
  const where = `pod ${first.pod}${node}${first.container === undefined ? '' : `, container ${first.container}`}`;
  const more = same === 0 ? '' : ` (and ${same} more ${same === 1 ? 'pod' : 'pods'})`;
  const over = first.isPresent || first.container === undefined ? '' : state(first);
  const time = first.at === undefined ? '' : ` Seen at ${toSeconds(new Date(first.at))}.`;
  return {
    type,
    status: 'False',
    reason: first.id,
    message: `${where}${more}: ${sentence(first.message)}${over}${time}`,
  };
}
