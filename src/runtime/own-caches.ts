import { aborted } from './clock.ts';
import type { Component, Synced } from './component.ts';

/**
 * A component with caches of its own, which starts once they are filled. Other components do not wait for these caches,
 * so an API that is not installed keeps only this component from working.
 */
export function withOwnCaches(component: Component, caches: readonly Synced[]): Component {
  return {
    name: component.name,
    run: async (stop, cut) => {
      const end = new AbortController();
      const running = caches.map((cache) => cache.run(end.signal, cut));
      try {
        await Promise.race([Promise.all(caches.map(({ synced }) => synced)), aborted(stop)]);
        if (!stop.aborted) {
          await component.run(stop, cut);
        }
      } finally {
        end.abort();
        await Promise.all(running);
      }
    },
  };
}
