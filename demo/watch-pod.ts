import type { Observer } from './observer.ts';
import type { Stage } from './stage.ts';
import { liveView, plainView } from './view.ts';

const LOOK_MS = 100;
const PLAIN_MS = 2000;

/** Shows the pod during a step: redrawn in place, or without a terminal a line every two seconds. */
export async function watchPod<T>(stage: Stage, observer: Observer, doing: string, work: () => Promise<T>): Promise<T> {
  if (stage.screen.live) return stage.watch(doing, work, () => liveView(observer, stage.screen.columns));
  const begin = performance.now();
  let next = begin + PLAIN_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    if (now < next) return;
    next += PLAIN_MS;
    stage.event(now - begin, plainView(observer));
  }, LOOK_MS);
  try {
    return await stage.watch(doing, work);
  } finally {
    clearInterval(timer);
  }
}
