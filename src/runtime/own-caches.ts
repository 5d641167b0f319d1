import { aborted } from './clock.ts';
import type { Component, Synced } from './component.ts';

/**
 * A component with caches of its own, which begins once they are filled. Nobody else waits for them, so that an API that
 * is not installed keeps nothing but this from working.
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
