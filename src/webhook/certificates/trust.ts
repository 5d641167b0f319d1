import type { X509Certificate } from 'node:crypto';
import type { Requeue } from '../../controllers/kit/requeue.ts';
import { FIELD_MANAGER } from '../../controllers/kit/write-status.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import { ReadYourWrites } from '../../kube/read-your-writes.ts';
import type { Change } from '../../kube/reflector.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import { bundlesOf, MUTATING_WEBHOOKS, trustPatch, type WebhookConfiguration } from './configuration.ts';
import { valid } from './renewal.ts';
import { authoritiesOf, pemsOf, toBase64 } from './stored.ts';

export interface TrustOptions {
  readonly client: KubeClient;
  readonly log: Log;
  readonly configurations: Reflected<WebhookConfiguration>;
  /** Name of the MutatingWebhookConfiguration. */
  readonly configuration: string;
  /** Milliseconds that a former authority stays trusted: longer than servers take to show another certificate. */
  readonly keepMs: number;
  readonly clock: Pick<Clock, 'date' | 'now'>;
}

/** What API servers trust: the `caBundle` of each webhook of a configuration. */
export class Trust {
  readonly #options: TrustOptions;
  readonly #known: ReadYourWrites<WebhookConfiguration>;
  /** When authorities that are trusted, and no longer ours, were first seen; by fingerprint. */
  readonly #formerSince = new Map<string, number>();
  #isWaiting = false;

  constructor(options: TrustOptions) {
    this.#options = options;
    this.#known = new ReadYourWrites(options.configurations);
  }

  /** Whether a change is anything but the answer to our last write. */
  isNews(change: Pick<Change<WebhookConfiguration>, 'type' | 'object'>): boolean {
    return this.#known.isNews(change);
  }

  /**
   * Lets API servers trust these authorities. Others are trusted for a while longer: if the Secret was lost or replaced,
   * servers show a certificate of theirs until they know better.
   */
  async put(bundle: readonly X509Certificate[], signal: AbortSignal): Promise<Requeue> {
    const { client, log, configuration, keepMs, clock } = this.#options;
    const found = this.#known.get(configuration);
    if (found.latest === undefined) {
      if (!this.#isWaiting) {
        log.warn('waiting for the webhook configuration, without which no pod is injected', { configuration });
      }
      this.#isWaiting = true;
      return {};
    }
    this.#isWaiting = false;
    const former = this.#former(found.latest, bundle);
    const all = valid([...bundle, ...former.kept], clock.date());
    const patch = trustPatch(found.latest, toBase64(pemsOf(all)));
    if (patch !== undefined) {
      const write = { fieldManager: FIELD_MANAGER, signal };
      this.#known.wrote(found, await client.jsonPatch(MUTATING_WEBHOOKS, configuration, patch, write));
      log.info('API servers are told which authorities to trust', { configuration, authorities: all.length });
    }
    return former.kept.length === 0 ? {} : { requeueAfterMs: Math.max(0, former.oldest + keepMs - clock.now()) };
  }

  #former(
    configuration: WebhookConfiguration,
    bundle: readonly X509Certificate[],
  ): { readonly kept: X509Certificate[]; readonly oldest: number } {
    const { keepMs, clock } = this.#options;
    const ours = new Set(bundle.map(({ fingerprint256 }) => fingerprint256));
    const others = authoritiesOf(bundlesOf(configuration).join('\n')).filter((each) => !ours.has(each.fingerprint256));
    const since = new Map(
      others.map(({ fingerprint256: id }) => [id, this.#formerSince.get(id) ?? clock.now()] as const),
    );
    this.#formerSince.clear();
    since.forEach((time, id) => this.#formerSince.set(id, time));
    const kept = others.filter((each) => clock.now() - (since.get(each.fingerprint256) ?? 0) < keepMs);
    return { kept, oldest: Math.min(...kept.map(({ fingerprint256: id }) => since.get(id) ?? 0)) };
  }
}
