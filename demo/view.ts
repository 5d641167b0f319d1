import type { Observer } from './observer.ts';
import { paint, size } from './text.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const BAR_MS = 500;

/** The pod, RouDi, shared memory and samples as a few lines for a terminal. */
export function liveView(observer: Observer, columns: number): string[] {
  const { pod, podReady, containers, memory, samples } = observer;
  const ready = containers.filter((container) => container.ready).length;
  const restarts = containers.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const bars = samples.history(Math.max(10, Math.min(columns - 50, 40)), BAR_MS);
  return [
    row(
      'pod',
      pod?.metadata.name ?? '–',
      podReady ? paint('green', '● Ready') : paint('red', '○ not Ready'),
      `${ready}/${containers.length} containers`,
      paint('dim', plural(restarts, 'restart')),
    ),
    row('RouDi', roudi(observer)),
    row('/dev/shm', segments(memory?.segments)),
    row(
      'samples',
      sparkline(bars),
      `${samples.rate().toFixed(1)}/s`,
      `last ${samples.last?.number ?? '–'}`,
      `lost ${samples.lost}`,
    ),
  ];
}

/** The same as a single line for a pipe. */
export function plainView(observer: Observer): string {
  const { containers, podReady, memory, samples } = observer;
  const ready = containers.filter((container) => container.ready).length;
  const bytes = memory?.segments.reduce((sum, segment) => sum + segment.bytes, 0);
  return [
    `${podReady ? 'Ready' : 'not Ready'} ${ready}/${containers.length}`,
    `RouDi ${memory?.roudi?.pid ?? '–'}`,
    `shm ${bytes === undefined ? '–' : size(bytes)}`,
    `${samples.rate().toFixed(1)}/s`,
    `last ${samples.last?.number ?? '–'}`,
    `lost ${samples.lost}`,
  ].join(', ');
}

/** Names and sizes of the segments. */
function segments(all: readonly { readonly name: string; readonly bytes: number }[] | undefined): string {
  if (all === undefined || all.length === 0) return '–';
  return all.map(({ name, bytes }) => `${name} ${size(bytes)}`).join(', ');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function row(label: string, ...cells: readonly string[]): string {
  return `    ${paint('dim', label.padEnd(9))} ${cells.join('  ')}`;
}

function roudi({ memory, containers }: Observer): string {
  // The agent tells it, which is gone for a moment as well.
  if (memory === undefined) return paint('yellow', '○ out of sight');
  if (memory.roudi === undefined) return paint('red', '○ gone');
  const ready = containers.some((container) => container.name === 'iceoryx-roudi' && container.ready);
  return `${ready ? paint('green', '● ready') : paint('yellow', '○ starting')}  pid ${memory.roudi.pid}`;
}

/** A bar per interval; a dot where no sample came, nothing before the first one. */
function sparkline(counts: readonly number[]): string {
  const most = Math.max(...counts);
  const first = counts.findIndex((count) => count > 0);
  const signs = counts.map((count, index) => {
    if (count === 0) return index < first || first < 0 ? ' ' : paint('red', '·');
    return paint('cyan', BARS[Math.ceil((count / most) * BARS.length) - 1] ?? '');
  });
  return signs.join('');
}
