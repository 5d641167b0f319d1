import type { Paint, Tone } from '../../terminal/paint.ts';
import { table } from '../../terminal/table.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { firstNames, printable } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import { groupsOf, nameOf, type RestartPlan, type Step } from './plan.ts';
import type { StepResult } from './run.ts';

/** What would be restarted, in which order. */
export function planInWords(plan: RestartPlan, context: string, { paint, width }: Reader): string {
  const { object, how, skipped, notes } = plan;
  const rows = groupsOf(plan).flatMap((group, index) =>
    group.map((step) => [String(index + 1), printable(nameOf(step)), printable(podsIn(step))]),
  );
  const name = paint('bold', `${object.kind} ${object.namespace}/${printable(object.name)}`);
  const told = (text: string): string => `${wrapped(text, { width }).join('\n')}\n`;
  return [
    told(`${name} in context ${printable(context)}. ${how}.`),
    rows.length === 0 ? '' : table(['ORDER', 'RESTART', 'PODS'], rows, { width, right: [0] }),
    skippedInWords(skipped, width),
    notes.map((note) => told(`Note: ${printable(note)}`)).join(''),
  ]
    .filter((block) => block !== '')
    .join('\n');
}

/** The question that the user has to say yes to. */
export function questionOf({ steps }: RestartPlan): string {
  const [first] = steps;
  return steps.length === 1 && first !== undefined
    ? `Restart ${printable(nameOf(first))}?`
    : `Restart these ${steps.length}?`;
}

/** How far the steps are, a line each. */
export function progressLines(results: readonly StepResult[], seconds: number, paint: Paint): string[] {
  const ended = results.filter(({ state }) => state === 'Ready' || state === 'Failed').length;
  const widest = Math.max(...results.map(({ step }) => nameOf(step).length), 0);
  return [
    `Restarting, ${seconds} s: ${ended} of ${results.length} done`,
    ...results.map((result) =>
      `  ${printable(nameOf(result.step)).padEnd(widest)}  ${painted(result, paint)}  ${printable(result.words ?? '')}`.trimEnd(),
    ),
  ];
}

/** What became of a step, in a line. */
export function resultInWords({ step, state, seconds, words = '', reason }: StepResult): string {
  const name = nameOf(step);
  switch (state) {
    case 'Ready':
      return `${name}: ready after ${seconds} s, ${words}`;
    case 'Failed':
      return `${name}: failed: ${reason}`;
    case 'Begun':
      return `${name}: begun`;
    case 'NotBegun':
      return `${name}: not begun`;
  }
}

/** What became of all steps. */
export function resultsInWords(results: readonly StepResult[], { paint, width }: Reader): string {
  const rows = results.map((result) => [
    printable(nameOf(result.step)),
    painted(result, paint),
    result.seconds === undefined ? '-' : `${result.seconds} s`,
    printable(result.reason ?? result.words ?? ''),
  ]);
  return table(['RESTART', 'STATE', 'TIME', 'WHAT'], rows, { width, right: [2] });
}

const TONES: Readonly<Record<StepResult['state'], Tone>> = {
  Ready: 'green',
  Failed: 'red',
  Begun: 'cyan',
  NotBegun: 'dim',
};
const WORDS: Readonly<Record<StepResult['state'], string>> = {
  Ready: 'Ready',
  Failed: 'Failed',
  Begun: 'Begun',
  NotBegun: 'Not begun',
};

function painted({ state }: StepResult, paint: Paint): string {
  return paint(TONES[state], WORDS[state]);
}

function podsIn(step: Step): string {
  switch (step.is) {
    case 'Rollout':
      return firstNames(step.pods);
    case 'RouDi':
      return [`${step.namespace}/${step.pod}`, ...step.apps.map(({ namespace, name }) => `${namespace}/${name}`)].join(
        ', ',
      );
    case 'Eviction':
      return `${step.pod}, replaced by ${step.owner.kind} ${step.owner.name}`;
  }
}

function skippedInWords(skipped: RestartPlan['skipped'], width: number | undefined): string {
  return skipped.length === 0
    ? ''
    : table(
        ['NOT RESTARTED', 'WHY'],
        skipped.map(({ kind, name, why }) => [printable(`${kind} ${name}`), printable(why)]),
        { width },
      );
}
