import { Slices } from '../runtime/slices.ts';
import type { KubeClient, ListOptions } from './client.ts';
import { isGone } from './errors.ts';
import { type KubeObject, objectKey } from './object.ts';
import type { Resource } from './resource.ts';

/** All objects at one time. */
export interface Listed {
  readonly keys: ReadonlySet<string>;
  readonly resourceVersion: string;
}

/** A page is parsed at once, which takes some 10 ms for this many pods of 4 kB. */
const PAGE_SIZE = 200;

/** Reads a list page by page and passes each object on; an object may come twice if pages expired meanwhile. */
export async function readPages(
  client: KubeClient,
  resource: Resource,
  selection: Omit<ListOptions, 'limit' | 'continue'>,
  take: (object: KubeObject) => void,
): Promise<Listed> {
  const slices = new Slices();
  const keys = new Set<string>();
  let limit: number | undefined = PAGE_SIZE;
  let next: string | undefined;
  for (;;) {
    try {
      const page = await client.list(resource, { ...selection, limit, continue: next });
      for (const object of page.items) {
        keys.add(objectKey(object));
        take(object);
        if (slices.isOver) {
          await slices.next();
        }
      }
      next = page.continue;
      if (next === undefined) {
        return { keys, resourceVersion: page.resourceVersion };
      }
    } catch (error) {
      if (!isGone(error) || next === undefined) {
        throw error;
      }
      // Reading the pages took longer than the server keeps their version. Without a limit this cannot recur.
      limit = undefined;
      next = undefined;
      keys.clear();
    }
  }
}
