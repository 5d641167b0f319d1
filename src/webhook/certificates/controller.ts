import { earliest, requeueOnConflict } from '../../controllers/kit/requeue.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import { ReadYourWrites } from '../../kube/read-your-writes.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Controller, ControllerOptions, Result } from '../../runtime/controller.ts';
import type { Log } from '../../runtime/log.ts';
import type { WebhookConfiguration } from './configuration.ts';
import { renewal, renewed } from './renewal.ts';
import { storeCertificates, type TlsSecret } from './secret.ts';
import { storedOf } from './stored.ts';
import type { Trust } from './trust.ts';

export interface CertificateControllerOptions {
  readonly client: KubeClient;
  readonly log: Log;
  readonly newController: (options: ControllerOptions) => Controller;
  readonly secrets: Reflected<TlsSecret>;
  readonly configurations: Reflected<WebhookConfiguration>;
  readonly trust: Trust;
  /** `namespace/name` of the Secret. */
  readonly secretKey: string;
  /** DNS names by which API servers reach the webhook. */
  readonly names: readonly string[];
  readonly clock: Pick<Clock, 'date'>;
}

/** Longest time between looks at the certificates: a timer would not notice that the clock was set. */
const LOOK_MS = 3_600_000;

/** Keeps certificates in the Secret, and API servers informed of whom to trust. */
export function certificateController(options: CertificateControllerOptions): Controller {
  const { client, log, secrets, configurations, trust, secretKey, names, clock } = options;
  const known = new ReadYourWrites(secrets);

  const reconcile = requeueOnConflict(async (_key: string, signal: AbortSignal): Promise<Result> => {
    const now = clock.date();
    const secret = known.get(secretKey);
    const stored = storedOf(secret.latest?.data);
    const decision = renewal(stored, names, now);
    if (decision.what === 'nothing') {
      const next = { requeueAfterMs: Math.min(LOOK_MS, decision.until.getTime() - now.getTime()) };
      return earliest(next, await trust.put(stored.bundle, signal));
    }
    const issued = renewed(stored, decision.what, names, now);
    // Before the Secret: servers show a certificate as soon as it is there.
    await trust.put(issued.bundle, signal);
    known.wrote(secret, await storeCertificates(client, secretKey, secret.latest, issued, signal));
    const reason = secret.latest === undefined ? 'there is no Secret' : decision.reason;
    const { validToDate } = issued.leaf.certificate;
    log.info('certificates renewed', {
      renewed: decision.what,
      reason,
      secret: secretKey,
      names,
      expires: validToDate,
    });
    return { requeueAfterMs: 0 };
  });

  const toKey = (): string[] => [secretKey];
  const controller = options.newController({ name: 'webhook-certificates', log, reconcile, resync: { keys: toKey } });
  controller.watch(secrets, toKey, (change) => known.isNews(change));
  controller.watch(configurations, toKey, (change) => trust.isNews(change));
  // Neither of the two may exist yet.
  controller.enqueue(secretKey);
  return controller;
}
