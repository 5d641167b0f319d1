import type { Tone } from '../../terminal/paint.ts';
import { table } from '../../terminal/table.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { printableAll } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import type { Difference } from './differences.ts';
import type { Explanation, InjectionView, Made, Next, Shape } from './view.ts';

/** An explanation as people read it. */
export function textOf(explanation: Explanation, reader: Reader): string {
  const told = printableAll(explanation);
  const { subject, shape, pods, next, unknown } = told;
  const { paint, width } = reader;
  const name = paint('bold', `${subject.kind} ${subject.namespace}/${subject.name}`);
  const title = (text: string): string => `\n${paint('bold', text)}\n`;
  return [
    ...wrapped(`${name}${versionOf(subject)}`, { width, others: INDENT }).map((line) => `${line}\n`),
    headOf(told, reader),
    ...(shape === undefined ? [] : shapeText(addedTo(explanation), shape, title, reader)),
    ...(pods === undefined || pods.length === 0
      ? []
      : [
          title('Pods that ask'),
          indented(
            table(
              ['NAME', 'ROUDI'],
              pods.map(({ name, state }) => [name, state]),
            ),
          ),
        ]),
    ...(next === undefined ? [] : [title('Would change with the next pods'), nextText(next, reader)]),
    ...(unknown.length === 0 ? [] : [title('Not known'), sentences(unknown, reader)]),
  ].join('');
}

function addedTo({ subject: { kind }, injection }: Explanation): string {
  switch (kind) {
    case 'IceoryxDomain':
      return 'In pods of RouDi';
    case 'IceoryxProfile':
      return 'Added to a pod that asks, here one in which nothing else is set';
    default:
      return injection?.state === 'Missing' ? 'Would be added' : 'Added to the template';
  }
}

function versionOf({ from }: Made): string {
  return from.length === 0 ? '' : ` (${from.join(', ')})`;
}

function headOf({ madeBy, operator, images, injection, obstacle }: Explanation, { paint, width }: Reader): string {
  const { agent, roudi, from } = images;
  const rows: [name: string, value: string][] = [
    ...madeBy.map((made): [string, string] => ['made by', `${made.kind} ${made.name}${versionOf(made)}`]),
    ...(operator === undefined
      ? []
      : [
          [
            'operator',
            `${operator.deployment}${operator.version === undefined ? '' : ` ${operator.version}`}`,
          ] as const,
        ]),
    ['agent', `${agent} (${IMAGES_FROM[from]})`],
    ...(roudi === undefined ? [] : [['default RouDi', roudi] as const]),
    ...(injection === undefined ? [] : injectionRows(injection, paint)),
    ...(obstacle === undefined
      ? []
      : [['in the way', paint('red', `${obstacle.reason}: ${obstacle.message}`)] as const]),
  ].map(([name, value]) => [name, value]);
  const columns = Math.max(...rows.map(([name]) => name.length));
  return rows
    .flatMap(([name, value], index) => {
      const label = rows[index - 1]?.[0] === name ? '' : name;
      return wrapped(value, { width, first: `${INDENT}${label.padEnd(columns)}  ` });
    })
    .map((line) => `${line}\n`)
    .join('');
}

const IMAGES_FROM: Readonly<Record<Explanation['images']['from'], string>> = {
  default: 'the default of this program, as no operator was found',
  operator: 'as the operator was started',
  option: 'as given',
  pods: 'as pods have it, as no operator was found',
};

const TONES: Readonly<Record<InjectionView['state'], Tone>> = {
  Injected: 'green',
  Left: 'yellow',
  Missing: 'red',
  NotAsking: 'yellow',
  OutOfDate: 'yellow',
  Refused: 'red',
  Unknown: 'yellow',
};

function injectionRows(
  { state, reason, because, asks, mark, markToday }: InjectionView,
  paint: Reader['paint'],
): [name: string, value: string][] {
  return [
    ['RouDi', `${paint(TONES[state], state)}${reason === state ? '' : `, ${reason}`}`],
    ...because.map((line): [string, string] => ['because', line]),
    ...(asks === undefined ? [] : [['asks by', asks] as [string, string]]),
    ...(mark === undefined
      ? []
      : [
          ['mark', `${mark}${markToday === undefined || markToday === mark ? '' : `, today ${markToday}`}`] as [
            string,
            string,
          ],
        ]),
  ];
}

function shapeText(
  added: string,
  { changes, segments, figures, warnings }: Shape,
  title: (text: string) => string,
  reader: Reader,
): string[] {
  const bytes = segments.map((segment) => [segment.name, String(segment.bytes)]);
  return [
    title(added),
    reasons(
      ['WHERE', 'WHY'],
      changes.map(({ path, reason }) => [path, reason]),
      reader,
    ),
    title('Segments in /dev/shm'),
    indented(table(['NAME', 'BYTES'], bytes, { right: [1] })),
    title('Computed'),
    reasons(
      ['NAME', 'VALUE', 'SUM'],
      figures.map(({ name, value, sum }) => [name, value, sum]),
      reader,
    ),
    ...(warnings.length === 0 ? [] : [title('Warnings'), sentences(warnings, reader)]),
  ];
}

/** Fewer columns than this are too narrow for a sentence. */
const LEAST_FOR_REASONS = 50;

/** A table with a sentence in the last column, or below the others where it would have too little room. */
function reasons(head: readonly string[], rows: readonly (readonly string[])[], { paint, width }: Reader): string {
  const whole = table(
    head.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
  );
  const room = width === undefined ? undefined : width - INDENT.length;
  const others = Math.max(...whole.split('\n').map((line) => line.length));
  if (room === undefined || room - others >= LEAST_FOR_REASONS) {
    return indented(table(head, rows, { width: room }));
  }
  const [, ...lines] = whole.trimEnd().split('\n');
  return lines
    .flatMap((line, index) => [
      `${INDENT}${line}`,
      ...wrapped(rows[index]?.at(-1) ?? '', { width, first: '    ' }).map((each) => paint('dim', each)),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function nextText({ when, because, differences }: Next, reader: Reader): string {
  const { paint } = reader;
  if (differences.length === 0) {
    return '  nothing: they would be made as they are\n';
  }
  return [
    sentences([...(because === undefined ? [] : [because]), `This comes ${when}:`], reader),
    ...differences.map(
      (difference) => `  ${difference.path}: ${changeOf(difference)}\n${paint('dim', `    ${difference.reason}`)}\n`,
    ),
  ].join('');
}

function changeOf({ before, after }: Difference): string {
  if (before === undefined) {
    return `new, ${after}`;
  }
  return after === undefined ? `gone, was ${before}` : `${before} → ${after}`;
}

const INDENT = '  ';

function sentences(texts: readonly string[], { width }: Reader): string {
  return texts
    .flatMap((text) => wrapped(text, { width, first: INDENT }))
    .map((line) => `${line}\n`)
    .join('');
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, INDENT);
}
