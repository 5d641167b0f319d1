import { paintFor, plain } from '../../terminal/paint.ts';
import { withProgress } from '../../terminal/progress.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { objectIn } from '../kit/object.ts';
import { reader } from '../kit/output.ts';
import { oneOf } from '../usage.ts';
import { type Sort, SORTS, type View } from './choices.ts';
import { Gathering, placeOf } from './gather.ts';
import { watchTop } from './live.ts';
import { LISTINGS } from './views.ts';

export interface TopOptions extends ClusterOptions {
  readonly selector?: string | undefined;
  readonly sort?: string | undefined;
  readonly once?: true | undefined;
  readonly output?: 'json' | 'wide' | 'yaml' | undefined;
}

/** Shows the figures once, or goes on showing them on a terminal. */
export async function showTop(view: View, options: TopOptions): Promise<void> {
  const { output, once, selector } = options;
  const sorts: readonly [Sort, ...Sort[]] = SORTS[view];
  const sort = options.sort === undefined ? sorts[0] : oneOf('sort', options.sort, sorts);
  const isLive = once !== true && output === undefined && process.stdout.isTTY && process.stdin.isTTY;
  await withCluster(options, async (cluster) => {
    const gathering = new Gathering(cluster, selector);
    const never = new AbortController().signal;
    const model = await withProgress('Reading pods …', (say) => gathering.take(never, view === 'pools', say));
    if (isLive) {
      await watchTop(cluster, gathering, model, { view, sort, paint: paintFor(process.stdout) });
      return;
    }
    if (output === 'json' || output === 'yaml') {
      process.stdout.write(objectIn(output, model));
      return;
    }
    const { paint, width } = reader();
    const isWide = output === 'wide';
    const listing = LISTINGS[view](model, {
      sort,
      filter: '',
      isWide,
      hasNamespaces: cluster.namespace === undefined,
      paint: isWide ? plain : paint,
      trendOf: undefined,
    });
    if (listing.rows === 0) {
      process.stderr.write(`There are no ${view} of iceoryx in ${placeOf(cluster)}.\n`);
    } else {
      process.stdout.write(listing.table(isWide ? undefined : width));
    }
    for (const each of model.missing) {
      process.stderr.write(`${wrapped(each, { width }).join('\n')}\n`);
    }
  });
}
