/** TLS options of a connection to the API server; certificates and keys in PEM. */
export interface TlsOptions {
  ca?: Buffer | string;
  cert?: Buffer | string;
  key?: Buffer | string;
  servername?: string;
  rejectUnauthorized?: boolean;
}

/**
 * Where the parts of credentials come from, for messages: the path of a file, or words that name a kubeconfig's user.
 */
export interface Origin {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
}

/** Immutable: renewed credentials are another object. */
export interface Credentials {
  /** The same object as long as nothing in it has changed: another one requires new connections. */
  readonly tls: TlsOptions;
  /** Value of the Authorization header, if there is one. */
  readonly authorization?: string;
  /** Further headers, such as those of impersonation. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly origin?: Origin;
}

/** Obtains credentials; if given some that the server has rejected, it reads them again at once. */
export type CredentialSource = (rejected?: Credentials) => Promise<Credentials>;

export interface RememberOptions {
  /** Milliseconds for which credentials are used without reading them again. */
  freshMs: number;
  /** Milliseconds, never going back. */
  now: () => number;
  /** `again` if the server has rejected what was read last. */
  read: (again: boolean) => Promise<Credentials>;
}

/** Credentials that are rejected repeatedly are not read more often than this. */
const REJECTED_FRESH_MS = 1000;

/**
 * Keeps credentials for a while. If they have not changed they stay the same object, and so do their TLS options. While
 * they cannot be read, the last ones stay in use: the server decides how long they are valid.
 */
export function remember({ freshMs, now, read }: RememberOptions): CredentialSource {
  let last: { credentials: Credentials; text: string; at: number } | undefined;
  let reading: Promise<Credentials> | undefined;

  const renew = async (again: boolean): Promise<Credentials> => {
    let credentials: Credentials;
    try {
      credentials = await read(again);
    } catch (error) {
      if (last === undefined || again) {
        throw error;
      }
      last.at = now();
      return last.credentials;
    }
    const text = JSON.stringify(credentials);
    if (last?.text === text) {
      credentials = last.credentials;
    } else if (last !== undefined && JSON.stringify(last.credentials.tls) === JSON.stringify(credentials.tls)) {
      credentials = { ...credentials, tls: last.credentials.tls };
    }
    last = { credentials, text, at: now() };
    return credentials;
  };

  return async (rejected) => {
    const again = rejected !== undefined && rejected === last?.credentials;
    if (last !== undefined && now() < last.at + (again ? REJECTED_FRESH_MS : freshMs)) {
      return last.credentials;
    }
    reading ??= renew(again).finally(() => {
      reading = undefined;
    });
    return reading;
  };
}
