import type { X509Certificate } from 'node:crypto';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import type { KeyPair } from './issue.ts';
import { reasonAgainst, signerOf } from './renewal.ts';
import type { TlsSecret } from './secret.ts';
import { storedOf, textOf } from './stored.ts';

/** Certificate and key of a TLS server, in PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

export interface ServingCertificateOptions {
  readonly secrets: Pick<Reflected<TlsSecret>, 'onChange'>;
  /** `namespace/name` of the Secret. */
  readonly secretKey: string;
  readonly log: Log;
  /** Milliseconds in which API servers learn of an authority. */
  readonly settleMs: number;
  readonly clock: Clock;
}

interface Shown {
  readonly pair: TlsPair;
  readonly leaf: KeyPair;
  readonly bundle: readonly X509Certificate[];
}

/**
 * The certificate that this process shows: the Secret's, and if that is gone or cannot be used, the one before. If API
 * servers may not know its authority yet, the one before is shown for a while longer.
 */
export class ServingCertificate {
  readonly #options: ServingCertificateOptions;
  readonly #handlers = new Set<(pair: TlsPair) => void>();
  #shown: Shown | undefined;
  #cancel: () => void = () => {};

  constructor(options: ServingCertificateOptions) {
    this.#options = options;
    options.secrets.onChange(({ type, object }) => {
      if (type !== 'deleted') {
        this.#take(object);
      }
    });
  }

  /** Undefined as long as there was none. */
  get current(): TlsPair | undefined {
    return this.#shown?.pair;
  }

  /** What is wrong, for /readyz. */
  get problem(): string | undefined {
    const { secretKey } = this.#options;
    if (this.#shown === undefined) {
      return `waiting for the certificate in Secret ${secretKey}`;
    }
    const reason = reasonAgainst(this.#shown.leaf, this.#options.clock.date());
    return reason && `the certificate in Secret ${secretKey} ${reason}`;
  }

  /** Calls the handler with the current certificate if there is one, and with each one after. */
  onChange(handler: (pair: TlsPair) => void): () => void {
    this.#handlers.add(handler);
    if (this.#shown !== undefined) {
      handler(this.#shown.pair);
    }
    return () => this.#handlers.delete(handler);
  }

  #take({ data }: TlsSecret): void {
    const { leaf, bundle } = storedOf(data);
    const reason = typeof leaf === 'string' ? leaf : reasonAgainst(leaf, this.#options.clock.date());
    if (typeof leaf === 'string' || reason !== undefined) {
      this.#options.log.warn('the certificate is not used', { secret: this.#options.secretKey, reason });
      return;
    }
    const next = { leaf, bundle, pair: { cert: textOf(data?.['tls.crt']), key: textOf(data?.['tls.key']) } };
    this.#cancel();
    if (this.problem !== undefined || signerOf(leaf, this.#shown?.bundle ?? []) !== undefined) {
      this.#show(next);
    } else {
      this.#cancel = this.#options.clock.schedule(this.#options.settleMs, () => this.#show(next));
    }
  }

  #show(next: Shown): void {
    const isNew = next.pair.cert !== this.#shown?.pair.cert || next.pair.key !== this.#shown.pair.key;
    this.#shown = next;
    if (isNew) {
      const { validToDate } = next.leaf.certificate;
      this.#options.log.info('showing a certificate', { secret: this.#options.secretKey, expires: validToDate });
      this.#handlers.forEach((handler) => handler(next.pair));
    }
  }
}
