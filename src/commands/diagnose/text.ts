import { age } from '../../terminal/age.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { printable, shortList } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import { inNamespaces } from '../kit/subject.ts';
import type { ConditionView, Diagnosis, FindingView, Place, PodView } from './view.ts';
import { unknownInWords } from './unknown.ts';
import { explained, TONES } from './words.ts';

/** Most pods named in one finding. */
const MOST_NAMED = 5;

const STATES: Readonly<Record<FindingView['state'], string>> = {
  present: 'the pod is not Ready',
  goingOn: 'the pod is Ready all the same',
  over: 'it is over',
};

/** A diagnosis of pods for people. */
export function inWords(diagnosis: Diagnosis, reader: Reader, now: number): string {
  const { findings, conditions, unknown, pods, notRead, subject, namespace } = diagnosis;
  const sections = [
    pods.length === 0 ? `There are no pods for ${subject} ${inNamespaces(namespace)}.\n` : '',
    ...findings.map((finding) => findingInWords(finding, namespace, reader, now)),
    conditions.map((condition) => conditionInWords(condition, namespace, reader)).join(''),
    unknown.length === 0
      ? ''
      : unknownInWords(unknown.map((each) => `${shownName(each, namespace)} ${each.container}: ${each.line}`)),
    conditions.some(({ type }) => type === 'FaultFree') ? '' : unexplained(diagnosis, reader, now),
    pods.map((pod) => podInWords(pod, namespace, reader, now)).join(''),
    notRead.length === 0
      ? ''
      : ['Not looked at:\n', ...notRead.map((each) => bullet(printable(each), reader))].join(''),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

/** A pod's name, behind its namespace where that is not the one that was asked for. */
function shownName({ namespace, pod }: Pick<Place, 'namespace' | 'pod'>, asked: string | undefined): string {
  return namespace === asked ? pod : `${namespace}/${pod}`;
}

function findingInWords(finding: FindingView, asked: string | undefined, reader: Reader, now: number): string {
  const { id, severity, state, places } = finding;
  const { paint, width } = reader;
  const tone = state === 'over' ? 'dim' : TONES[severity];
  const head = `${paint(tone, severity)} ${paint('bold', id)}${timesInWords(places, now)}: ${STATES[state]}`;
  return `${wrapped(head, { width, others: '  ' }).join('\n')}\n${explained({ ...finding, where: whereInWords(places, asked) }, reader)}`;
}

/** How often something was said, and when. */
function timesInWords(places: readonly Place[], now: number): string {
  const count = places.reduce((sum, place) => sum + (place.count ?? 1), 0);
  const times = places.flatMap(({ first, last }) => [first, last].flatMap((time) => Date.parse(time ?? '') || []));
  const [first, last] = [Math.min(...times), Math.max(...times)].map((time) => `${age(now - time)} ago`);
  const words = [
    ...(count > 1 && places.some((place) => place.count !== undefined) ? [`${count} times`] : []),
    ...(times.length === 0 ? [] : first === last ? [`${first}`] : [`first ${first}`, `last ${last}`]),
  ];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function whereInWords(places: readonly Place[], asked: string | undefined): string {
  const containers = [...new Set(places.flatMap(({ container }) => container ?? []))];
  const pods = [
    ...new Set(
      places.map((place) => `${shownName(place, asked)}${place.node === undefined ? '' : ` on ${place.node}`}`),
    ),
  ];
  return [
    ...(containers.length === 0 ? [] : [`container ${containers.join(', ')}`]),
    `${pods.length === 1 ? 'pod' : 'pods'} ${shortList(pods, MOST_NAMED, (pod) => pod).join(', ')}`,
  ].join(' of ');
}

function conditionInWords(condition: ConditionView, asked: string | undefined, { paint, width }: Reader): string {
  const { namespace, object, type, status, reason, message } = condition;
  const head = `${type} ${status}`;
  const of = namespace === asked ? object : `${object} ${inNamespaces(namespace)}`;
  const first = `The operator says of ${of}: ${head}, ${printable(reason)}: `;
  return wrapped(`${first}${printable(message)}`, { width, others: '  ' })
    .map((line) => `${line.replace(head, paint('yellow', head))}\n`)
    .join('');
}

/** Pods that are not Ready although nothing was found. */
function unexplained({ pods, findings, namespace: asked }: Diagnosis, { width }: Reader, now: number): string {
  const explainedPods = new Set(findings.flatMap(({ places }) => places.map((place) => shownName(place, undefined))));
  const silent = pods.filter(
    ({ name, namespace, state }) =>
      state === 'notReady' && !explainedPods.has(shownName({ namespace, pod: name }, undefined)),
  );
  return silent
    .flatMap(({ name, namespace, since }) =>
      wrapped(
        `Pod ${shownName({ namespace, pod: name }, asked)} is not Ready${since === undefined ? '' : ` for ${age(now - Date.parse(since))}`}, and nothing that was looked at says why. It may be starting; if it stays so, look at kubectl describe pod ${name} -n ${namespace}.`,
        { width, others: '  ' },
      ),
    )
    .map((line) => `${line}\n`)
    .join('');
}

const POD_STATES: Readonly<Record<PodView['state'], string>> = {
  ready: 'Ready',
  notReady: 'not Ready',
  deleting: 'being deleted',
  over: 'over',
};

/** One line that says how a pod is, and what was looked at. */
function podInWords(pod: PodView, asked: string | undefined, { paint, width }: Reader, now: number): string {
  const { namespace, name, node, state, since, isWell, usesIceoryx, containers, restarts, logs, lines, events, apps } =
    pod;
  const verdict = isWell ? 'well' : POD_STATES[state];
  const words = [
    `Pod ${shownName({ namespace, pod: name }, asked)}${node === undefined ? '' : ` on ${node}`} is ${verdict}`,
    ...(isWell ? [', Ready'] : []),
    ...(since === undefined ? [] : [` for ${age(now - Date.parse(since))}`]),
    ...(usesIceoryx
      ? []
      : [`, and has neither RouDi nor an agent (kubectl iceoryx explain pod/${name} -n ${namespace} says why)`]),
    ...(apps === undefined || apps.connected.length === 0 ? [] : [`, apps connected: ${apps.connected.join(', ')}`]),
    ...(apps === undefined || apps.waiting.length === 0 ? [] : [`, waiting for RouDi: ${apps.waiting.join(', ')}`]),
    `. Looked at: ${number(containers, 'container')} (${number(restarts, 'restart')}), ${number(lines, 'line')} of ${number(logs, 'log')}, ${number(events, 'Event')}.`,
  ];
  return wrapped(words.join(''), { width, others: '  ' })
    .map((line) => `${line.replace(` is ${verdict}`, ` is ${paint(isWell ? 'green' : 'yellow', verdict)}`)}\n`)
    .join('');
}

function number(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function bullet(text: string, { width }: Reader): string {
  return wrapped(text, { width, first: '  ', others: '    ' })
    .map((line) => `${line}\n`)
    .join('');
}
