import { toSeconds } from '../../api/time.ts';
import { type Fault, ranked } from '../../controllers/pods/diagnosis/fault.ts';
import { faultsOf, REMEMBERED_MS, unreadyTooLongFrom } from '../../controllers/pods/diagnosis/faults.ts';
import { TerminationHistory } from '../../controllers/pods/diagnosis/termination-history.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { isAppOfDomain, isOwnedBy, ownerKind } from '../kit/pods-of.ts';
import { certaintyOfFault } from './certainty.ts';
import { complaintsOf } from './complaints.ts';
import type { Evidence } from './evidence.ts';
import { listen, type Patient, saidKey } from './listen.ts';
import { lostLogs, podView } from './pod-view.ts';
import { unconnected } from './unconnected.ts';
import type { Diagnosis, FindingView, Place } from './view.ts';

/** A fault, and where it comes from. */
interface Case {
  readonly fault: Fault;
  readonly patient: Patient;
}

/** Makes a diagnosis of what was read. */
export function examine(evidence: Evidence): Diagnosis {
  const { subject, namespace, objects, notRead, now } = evidence;
  const patients = evidence.pods.map(listen);
  const cases = patients.flatMap((patient) => casesOf(patient, evidence));
  const byFault = new Map(cases.map((each) => [each.fault, each]));
  const inOrder = ranked(cases.map(({ fault }) => fault)).flatMap((fault) => byFault.get(fault) ?? []);
  const findings = [...grouped(inOrder, now), ...unconnected(patients, evidence)];
  return {
    subject,
    ...(namespace === undefined ? {} : { namespace }),
    findings,
    conditions: objects.flatMap((object) => complaintsOf(object, foundIn(patientsOf(object, patients), findings))),
    unknown: patients.flatMap(({ observed: { metadata }, heard }) =>
      heard.unknown.map(({ container, at, line }) => ({
        namespace: metadata.namespace ?? '',
        pod: metadata.name,
        container,
        at: toSeconds(new Date(at)),
        line,
      })),
    ),
    pods: patients.map((patient) => podView(patient, findings)),
    notRead: [...notRead, ...patients.flatMap((patient) => lostLogs(patient, evidence))],
  };
}

/** The pods of an object, and those that use the RouDi of a domain. */
function patientsOf(object: KubeObject, patients: readonly Patient[]): readonly Patient[] {
  const { namespace = '', name } = object.metadata;
  const isDomain = ownerKind(object) === 'ioxdom';
  return patients.filter(({ pod }) => isOwnedBy(pod, object) || (isDomain && isAppOfDomain(pod, namespace, name)));
}

function foundIn(patients: readonly Patient[], findings: readonly FindingView[]): readonly string[] {
  const keys = new Set(patients.map(({ pod }) => objectKey(pod)));
  return findings
    .filter(({ places }) => places.some(({ namespace, pod }) => keys.has(`${namespace}/${pod}`)))
    .map(({ id }) => id);
}

function casesOf(patient: Patient, { nodes, now, sinceMs }: Evidence): Case[] {
  const { observed, release, events, heard } = patient;
  const history = new TerminationHistory();
  history.observe(observed);
  // What the present run said counts by itself until the pod has been unready for so long that it counts as its cause.
  const isPatient = (unreadyTooLongFrom(observed) ?? Infinity) <= now;
  const { faults } = faultsOf([observed], {
    release,
    now,
    rememberedMs: sinceMs,
    nodes,
    endOf: (pod, container) => history.of(pod, container),
    ownEndsOf: (pod, container) => history.ownEndsOf(pod, container),
    wasReady: (pod, container, run) => history.wasReady(pod, container, run),
    heardIn: ({ metadata }, container, run) => heard.inRuns.of(metadata.uid ?? '', container, run),
    heardWhileReady: (_, container) => (isPatient ? [] : (heard.now.get(container) ?? [])),
    kubeletSays: () => events,
  });
  return faults
    .filter((fault) => fault.severity !== 'Info' && !isExplainedBy(fault, faults))
    .map((fault) => ({ fault, patient }));
}

/** An exit code says nothing more where the program said why it ended: the report of that has the code. */
function isExplainedBy({ evidence, container, words }: Fault, faults: readonly Fault[]): boolean {
  return (
    evidence === 'Exit' &&
    faults.some(
      (other) =>
        other.evidence === 'Words' &&
        other.severity === 'Error' &&
        other.container === container &&
        other.words.ending === words.ending,
    )
  );
}

/** One finding for all places where the same was found in the same role. */
function grouped(cases: readonly Case[], now: number): FindingView[] {
  const groups = new Map<string, Case[]>();
  for (const each of cases) {
    const { id, role, severity, container } = each.fault;
    const key = JSON.stringify([id, role, severity, container, stateOf(each, now)]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [findingView(first, group.map(placeOf), now)];
  });
}

function findingView(each: Case, places: readonly Place[], now: number): FindingView {
  const { id, severity, isConsequence, words } = each.fault;
  const { meaning, details, sidecar, lastWords, line, notes = [], cause, remedy, ending } = words;
  const said = line ?? details ?? lastWords ?? sidecar;
  return {
    id,
    severity,
    state: stateOf(each, now),
    isConsequence,
    places,
    ...(said === undefined ? {} : { said }),
    meaning,
    ...(notes.length === 0 ? {} : { notes }),
    ...(cause === undefined ? {} : { cause }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(ending === undefined ? {} : { ending }),
    certainty: certaintyOfFault(each.fault),
  };
}

function stateOf(each: Case, now: number): FindingView['state'] {
  const { isPresent, isGoingOn } = each.fault;
  const { last = 0 } = timesOf(each) ?? {};
  return isPresent ? 'present' : isGoingOn === true && last + REMEMBERED_MS > now ? 'goingOn' : 'over';
}

function timesOf({ fault: { id, container, words }, patient }: Case) {
  const isSaid = container !== undefined && words.line !== undefined;
  return isSaid ? patient.heard.times.get(saidKey(container, id)) : undefined;
}

function placeOf(each: Case): Place {
  const { patient, fault } = each;
  const { metadata } = patient.observed;
  const node = patient.pod.spec?.nodeName;
  const { first = fault.at, last = fault.at, count } = timesOf(each) ?? {};
  return {
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    ...(node === undefined ? {} : { node }),
    ...(fault.container === undefined ? {} : { container: fault.container }),
    ...(first === undefined ? {} : { first: toSeconds(new Date(first)) }),
    ...(last === undefined ? {} : { last: toSeconds(new Date(last)) }),
    ...(count === undefined ? {} : { count }),
  };
}
