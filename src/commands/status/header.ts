import { wrapped } from '../../terminal/wrap.ts';
import { ageCell, countCell, findingCell, type Hand, memoryCell, recoveryCell } from './cells.ts';
import type { ObjectView } from './view.ts';

/** Columns of the names of facts. */
const NAME_COLUMNS = 16;
const BAR_COLUMNS = 20;

/** The facts about an object, a name and what is known on each line. */
export function headerOf(object: ObjectView, hand: Hand, width: number | undefined): string {
  const { kind, namespace, name, createdAt } = object;
  const lines = factsOf(object, hand).flatMap(([title, value]) =>
    value === undefined ? [] : wrapped(value, { width, first: `${title}:`.padEnd(NAME_COLUMNS) }),
  );
  const title = `${hand.paint('bold', `${kind} ${namespace}/${name}`)}, created ${ageCell(createdAt, hand)} ago`;
  return `${title}\n${lines.join('\n')}\n`;
}

type Fact = readonly [name: string, value: string | undefined];

function factsOf(object: ObjectView, hand: Hand): readonly Fact[] {
  const { kind, deletingSince, pods, apps, users, sharedMemory, lastRecovery, lastFinding } = object;
  const isDomain = kind === 'IceoryxDomain';
  const ready = countCell(pods.ready, pods.wanted, hand);
  return [
    ['Ready', readyInWords(object, hand)],
    ['Deleted', deletingSince && `${ageCell(deletingSince, hand)} ago, and something keeps it`],
    isDomain ? ['RouDi ready', `${ready} nodes`] : ['Pods ready', ready],
    ['Apps', apps && `${appsInWords(apps, hand)} connected`],
    ['Users', users === undefined ? undefined : `${users} IceoryxDeployments and IceoryxProfiles`],
    ['RouDi', roudiInWords(object, hand)],
    ['Shared memory', sharedMemory && memoryCell(sharedMemory, { columns: BAR_COLUMNS, numbers: true }, hand)],
    [
      'Last recovery',
      lastRecovery &&
        `${recoveryCell(lastRecovery, hand)} ago${lastRecovery.note === undefined ? '' : `: ${lastRecovery.note}`}`,
    ],
    [
      'Last finding',
      lastFinding && `${findingCell(lastFinding, hand)} ago${lastFinding.isPresent ? '' : `: ${lastFinding.message}`}`,
    ],
  ];
}

function readyInWords({ ready: { status, reason, since } }: ObjectView, hand: Hand): string {
  const words = hand.paint(status === 'True' ? 'green' : 'red', `${status}, ${reason}`);
  return since === undefined ? words : `${words}, for ${ageCell(since, hand)}`;
}

function appsInWords({ connected, expected }: NonNullable<ObjectView['apps']>, hand: Hand): string {
  return expected === undefined ? String(connected) : countCell(connected, expected, hand);
}

function roudiInWords({ domain, roudi }: ObjectView, hand: Hand): string | undefined {
  const { release, image, startedAt, restarts } = roudi;
  const words = [
    ...(domain === undefined ? [] : [`of IceoryxDomain ${domain}`]),
    ...(release === undefined ? [] : [`iceoryx ${release}`]),
    ...(startedAt === undefined ? [] : [`started ${ageCell(startedAt, hand)} ago`]),
    ...(restarts === 0 ? [] : [`${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`]),
    ...(image === undefined ? [] : [image]),
  ];
  return words.length === 0 ? undefined : words.join(', ');
}
