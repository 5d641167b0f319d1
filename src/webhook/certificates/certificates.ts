import type { ControllerContext, ControllerSetup } from '../../controllers/kit/controller-context.ts';
import { Reflector } from '../../kube/reflector.ts';
import type { Controller } from '../../runtime/controller.ts';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import { MUTATING_WEBHOOKS, type WebhookConfiguration } from './configuration.ts';
import { certificateController } from './controller.ts';
import { SECRETS, type TlsSecret } from './secret.ts';
import { ServingCertificate } from './serving-certificate.ts';
import { Trust } from './trust.ts';

export interface WebhookCertificatesOptions extends Pick<ControllerContext, 'client' | 'log' | 'newController'> {
  /** Namespace and name of the Secret. */
  readonly namespace: string;
  readonly secret: string;
  /** Names by which API servers reach the webhook, such as `SERVICE.NAMESPACE.svc`. */
  readonly names: readonly string[];
  /** Name of the MutatingWebhookConfiguration. */
  readonly configuration: string;
  /** `given`: by cert-manager or by hand, and with it the configuration's `caBundle`. */
  readonly source?: 'own' | 'given' | undefined;
  /** Milliseconds in which API servers learn of an authority; 5 s by default. */
  readonly settleMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** The certificates of the webhook. */
export interface WebhookCertificates extends Pick<ControllerSetup, 'reflectors'> {
  /** For any number of replicas at once; absent if the certificates are given. */
  readonly controller?: Controller;
  /** What every replica shows. */
  readonly serving: ServingCertificate;
}

const SETTLE_MS = 5000;
/** Times that long a former authority stays trusted. */
const KEEP = 3;

/** Certificates that every replica keeps in a Secret, and reads from there: of two writes, one is a conflict. */
export function webhookCertificates(options: WebhookCertificatesOptions): WebhookCertificates {
  const {
    client,
    namespace,
    secret,
    configuration,
    source = 'own',
    settleMs = SETTLE_MS,
    clock = systemClock,
  } = options;
  const log = options.log.child({ part: 'webhook certificates' });
  const only = (name: string) => ({ log, fieldSelector: `metadata.name=${name}` });
  const secretKey = `${namespace}/${secret}`;
  const secrets = new Reflector<TlsSecret>(client, SECRETS, { ...only(secret), namespace, name: 'webhook secret' });
  const serving = new ServingCertificate({ secrets, secretKey, log, settleMs, clock });
  if (source === 'given') {
    return { reflectors: [secrets], serving };
  }
  const configurations = new Reflector<WebhookConfiguration>(client, MUTATING_WEBHOOKS, {
    ...only(configuration),
    name: 'webhook configuration',
  });
  const trust = new Trust({ client, log, configurations, configuration, keepMs: KEEP * settleMs, clock });
  const controller = certificateController({ ...options, log, secrets, configurations, trust, secretKey, clock });
  return { controller, reflectors: [secrets, configurations], serving };
}
