const SECOND = { ms: 1000, letter: 's' };
const MINUTE = { ms: 60 * SECOND.ms, letter: 'm' };
const HOUR = { ms: 60 * MINUTE.ms, letter: 'h' };
const DAY = { ms: 24 * HOUR.ms, letter: 'd' };
const YEAR = { ms: 365 * DAY.ms, letter: 'y' };

type Unit = typeof SECOND;

/** The unit of times below a limit, and a smaller one that is shown beside it. */
const FORMS: readonly { readonly below: number; readonly unit: Unit; readonly rest?: Unit }[] = [
  { below: 2 * MINUTE.ms, unit: SECOND },
  { below: 10 * MINUTE.ms, unit: MINUTE, rest: SECOND },
  { below: 3 * HOUR.ms, unit: MINUTE },
  { below: 8 * HOUR.ms, unit: HOUR, rest: MINUTE },
  { below: 2 * DAY.ms, unit: HOUR },
  { below: 8 * DAY.ms, unit: DAY, rest: HOUR },
  { below: 2 * YEAR.ms, unit: DAY },
  { below: 8 * YEAR.ms, unit: YEAR, rest: DAY },
];

/**
 * How long a time is, as kubectl writes ages: `45s`, `5m3s`, `2d4h` (HumanDuration of k8s.io/apimachinery). A time of
 * the future, as a clock that is set wrong makes it, counts as now.
 */
export function age(milliseconds: number): string {
  const time = Math.max(0, milliseconds);
  const { unit, rest } = FORMS.find(({ below }) => time < below) ?? { unit: YEAR };
  const smaller = rest === undefined ? 0 : Math.floor((time % unit.ms) / rest.ms);
  return `${Math.floor(time / unit.ms)}${unit.letter}${smaller > 0 ? `${smaller}${rest?.letter}` : ''}`;
}
