import { type Columns, EMPTY, fittedTable, type Form } from '../../terminal/fitted-table.ts';
import { table } from '../../terminal/table.ts';
import { wrapped } from '../../terminal/wrap.ts';
import type { Reader } from '../kit/output.ts';
import { ageCell, countCell, type Hand, memoryCell, roudiCell } from './cells.ts';
import { partsOf } from './conditions.ts';
import { headerOf } from './header.ts';
import type { EventView, ObjectView, PodView, Problem, StatusView } from './view.ts';

/** The pages of objects, one after the other: each has facts, what is not well, its pods and its last Events. */
export function pages({ objects, time }: StatusView, { paint, width }: Reader): string {
  const hand = { paint, now: Date.parse(time) };
  return objects
    .map((object) =>
      [
        headerOf(object, hand, width),
        problemList(object, hand, width),
        podTable(object.podList, hand, width),
        eventTable(object.events, hand, width),
      ]
        .filter((part) => part !== '')
        .join('\n'),
    )
    .join('\n\n');
}

function problemList({ problems, warnings, unknown }: ObjectView, hand: Hand, width: number | undefined): string {
  const { paint } = hand;
  const lines = [
    ...problems.flatMap((problem) => problemLines(problem, hand, width)),
    ...warnings.flatMap(({ field, message }) => [
      `${paint('yellow', 'Warning')}: ${field}`,
      ...wrapped(message, { width, first: '  ' }),
    ]),
    ...(unknown.length === 0
      ? []
      : wrapped(unknown.map(({ condition, reason }) => `${condition} (${reason})`).join(', '), {
          width,
          first: paint('dim', 'Not known: '),
        })),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function problemLines({ condition, status, reason, message, since }: Problem, hand: Hand, width: number | undefined) {
  const { paint } = hand;
  const time = since === undefined ? '' : `, for ${ageCell(since, hand)}`;
  return [
    `${paint('red', reason)}: ${condition} is ${status}${time}`,
    ...partsOf(message).flatMap((part) => wrapped(part, { width, first: '  ' })),
  ];
}

const STEPS = [
  'incarnation',
  'status',
  'memory',
  'roudi',
  'memory',
  'memory',
  'node',
  'apps',
  'memory',
  'status',
] as const;
type Name = (typeof STEPS)[number] | 'pod' | 'ready';

function podTable(pods: readonly PodView[], hand: Hand, width: number | undefined): string {
  const memory = (title: string, columns: number, numbers: boolean): Form<PodView> =>
    form(title, ({ sharedMemory }) => memoryCell(sharedMemory, { columns, numbers }, hand));
  const columns: Columns<PodView, Name> = {
    pod: [form('POD', ({ name }) => name)],
    node: [form('NODE', ({ node }) => node ?? EMPTY)],
    ready: [form('READY', ({ readyContainers, containers }) => countCell(readyContainers, containers, hand))],
    status: [
      form('STATUS', ({ status }) => status),
      form('STATUS', ({ status }) => (status === 'Running' ? EMPTY : status)),
    ],
    roudi: [
      form('ROUDI AGE', ({ roudi }) => roudiCell(roudi, hand)),
      form('ROUDI', ({ roudi }) => ageCell(roudi.startedAt, hand)),
    ],
    apps: [form('APPS', ({ apps }) => (apps === undefined ? EMPTY : String(apps)))],
    memory: [
      memory('SHARED MEMORY', 10, true),
      memory('SHARED MEMORY', 8, false),
      memory('MEMORY', 5, false),
      memory('MEMORY', 0, false),
    ],
    incarnation: [form('INCARNATION', ({ roudi }) => roudi.incarnation ?? EMPTY)],
  };
  if (pods.length === 0) {
    return '';
  }
  const text = fittedTable(columns, pods, { width, steps: STEPS });
  const waiting = pods.flatMap(({ name, agent }) =>
    agent === undefined || agent.phase === 'Following'
      ? []
      : wrapped(`the agent of ${name} says: ${agent.phase}, ${agent.message}`, { width }),
  );
  return `${text}${waiting.map((line) => `${line}\n`).join('')}`;
}

function form(title: string, cell: Form<PodView>['cell']): Form<PodView> {
  return { title, cell };
}

function eventTable(events: readonly EventView[], hand: Hand, width: number | undefined): string {
  return events.length === 0
    ? ''
    : table(
        ['LAST SEEN', 'EVENT', 'MESSAGE'],
        events.map(({ at, type, reason, count, note }) => [
          `${ageCell(at, hand)}${count > 1 ? ` (${count}x)` : ''}`,
          type === 'Warning' ? hand.paint('yellow', reason) : reason,
          note,
        ]),
        { width },
      );
}
