import type { Figures } from './scene.ts';
import type { Screen } from './screen.ts';
import { paint, seconds } from './text.ts';

/** The figures at a glance, and what to read next. */
export function summary(screen: Screen, figures: Figures, totalMs: number): void {
  const { readyAfter = 0, rate = 0, lost = 0, healedAfter = 0, deletedAfter = 0 } = figures;
  const rows = [
    ['Ready after', seconds(readyAfter), 'kubectl apply to Ready'],
    ['samples', `${rate.toFixed(1)}/s`, lost === 0 ? 'none lost' : `${lost} lost`],
    ['healed after', seconds(healedAfter), 'RouDi killed to samples in the same pod'],
    ['deleted after', seconds(deletedAfter), 'the pod, every exit code 0, nothing left behind'],
  ] as const;
  screen.print();
  screen.print(` ${paint(['bold', 'green'], `All of it was seen, in ${seconds(totalMs)}.`)}`);
  for (const [name, value, remark] of rows) {
    screen.print(`    ${name.padEnd(14)}${paint('bold', value.padStart(8))}   ${paint('dim', remark)}`);
  }
  screen.print();
  screen.print(' Next');
  screen.print(
    `    ${'README.md'.padEnd(14)}${paint('dim', 'what the operator does, and how to run it in your cluster')}`,
  );
  screen.print(`    ${'examples/'.padEnd(14)}${paint('dim', 'manifests to start from')}`);
}
