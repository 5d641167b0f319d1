/** An image's reference, in the parts that a report treats differently. */
export interface ImageName {
  /** What the runtime puts before it, such as `docker-pullable://`. */
  readonly scheme: string;
  /** Empty for images of Docker Hub. */
  readonly host: string;
  /** Between the host and the last part of the repository, without slashes at its ends. */
  readonly path: string;
  /** The last part of the repository. */
  readonly name: string;
  /** Tag and digest, with the characters before them. */
  readonly version: string;
}

/**
 * The parts of a reference, whatever a user wrote: everything before the last slash is the registry's.
 *
 * @returns undefined if there is no slash: such a name says nothing about a registry
 */
export function imageName(reference: string): ImageName | undefined {
  const scheme = /^[a-z-]{1,30}:\/\//.exec(reference)?.[0] ?? '';
  const rest = reference.slice(scheme.length);
  const slash = rest.lastIndexOf('/');
  if (slash === -1) {
    return undefined;
  }
  const [prefix, last] = [rest.slice(0, slash), rest.slice(slash + 1)];
  const version = /[:@].*$/s.exec(last)?.[0] ?? '';
  const [first = '', ...others] = prefix.split('/');
  const isHost = /[.:]/.test(first) || first === 'localhost';
  return {
    scheme,
    host: isHost ? first : '',
    path: (isHost ? others : [first, ...others]).join('/'),
    name: last.slice(0, last.length - version.length),
    version,
  };
}

/** References in running text: a host, a repository, and a tag or digest. */
const REFERENCE =
  /(?<![\w./-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){0,6}(?::\d{1,5})?\/(?:[a-z0-9][a-z0-9._-]{0,127}\/){0,8}[a-z0-9][a-z0-9._-]{0,127}(?::[A-Za-z0-9_][\w.-]{0,127}(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})/g;
/** What kubelets and the operator write before a reference. */
const QUOTED = /\bimage \\{0,3}"(?<reference>[^"\\\s]{1,512})\\{0,3}"/gi;

/** The images that a text names. */
export function imagesIn(text: string): string[] {
  return [
    ...[...text.matchAll(QUOTED)].flatMap(({ groups = {} }) => groups['reference'] ?? []),
    ...[...text.matchAll(REFERENCE)].flatMap(([reference]) => (isHost(reference) ? reference : [])),
  ];
}

/** Without a dot or a port it may be any path. */
function isHost(reference: string): boolean {
  return /[.:]/.test(reference.slice(0, reference.indexOf('/')));
}
