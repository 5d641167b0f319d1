/** A part of a period in whole seconds, and its purpose. */
export interface Step {
  readonly seconds: number;
  readonly why: string;
}

/** Sum of all steps, in seconds. */
export function secondsOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** `10 (apps stop) + 3 (margin) = 13` */
export function sumOf(steps: readonly Step[]): string {
  return `${steps.map(({ seconds, why }) => `${seconds} (${why})`).join(' + ')} = ${secondsOf(steps)}`;
}
