import { pause } from '../../runtime/clock.ts';
import { watchScreen } from '../../terminal/screen.ts';
import type { Paint } from '../../terminal/paint.ts';
import { printable } from '../../text.ts';
import type { Cluster } from '../kit/cluster.ts';
import type { Sort, View } from './choices.ts';
import { type Gathering, placeOf } from './gather.ts';
import { afterKey, type Choice } from './keys.ts';
import type { TopModel } from './model.ts';
import { pageOf } from './page.ts';
import { Trends } from './trends.ts';

/** From the answers of the agents to the next questions. */
const EVERY_MS = 2_000;
/** How soon new figures are on the screen. */
const DRAW_MS = 250;

/** Shows the figures until the person before the screen has seen enough. */
export async function watchTop(
  cluster: Cluster,
  gathering: Gathering,
  first: TopModel,
  { view, sort, paint }: { view: View; sort: Sort; paint: Paint },
): Promise<void> {
  const trends = new Trends();
  let model = first;
  let failure: string | undefined;
  let choice: Choice = { view, sort, filter: '', isTyping: false, isHelp: false };
  trends.add(first);
  let wake = new AbortController();
  const ended = new AbortController();
  const goOn = async (): Promise<void> => {
    for (;;) {
      wake = new AbortController();
      await pause(EVERY_MS, AbortSignal.any([ended.signal, wake.signal]));
      if (ended.signal.aborted) {
        return;
      }
      try {
        model = await gathering.take(ended.signal, choice.view === 'pools');
        failure = undefined;
        trends.add(model);
      } catch (error) {
        failure = printable(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const going = goOn();
  const listing = {
    hasNamespaces: cluster.namespace === undefined,
    paint,
    trendOf: (key: string): readonly (number | undefined)[] => trends.of(key),
  };
  try {
    await watchScreen({
      everyMs: DRAW_MS,
      view: (size) => Promise.resolve(pageOf({ place: placeOf(cluster), model, choice, failure, listing }, size)),
      onKey: (key) => {
        const next = afterKey(choice, key);
        if (next?.view === 'pools' && choice.view !== 'pools') {
          wake.abort();
        }
        choice = next ?? choice;
        return next !== undefined;
      },
    });
  } finally {
    ended.abort(new Error('ended'));
    await going;
  }
}
