/** What is taken out of a report: what stands in its place, and the words for it in the manifest. */
export const REMOVALS = {
  env: { instead: '(removed-env-value)', words: 'values of environment variables in objects' },
  envElsewhere: {
    instead: '(removed-env-value)',
    words: 'texts elsewhere that are the value of an environment variable',
  },
  registry: { instead: 'registry-N', words: 'names of image registries, with the paths of their repositories' },
  secret: { instead: '(removed-secret)', words: 'values of options and fields that are named like a secret' },
  token: { instead: '(removed-token)', words: 'tokens, cookies and values of the header Authorization' },
  pem: { instead: '(removed-pem)', words: 'PEM blocks, which are keys and certificates' },
  user: { instead: '(removed-user)', words: 'users and passwords in URLs' },
  header: { instead: '(removed-header)', words: 'values of HTTP headers of probes and hooks' },
  annotation: { instead: '(removed-annotation)', words: 'values of annotations of other programs' },
  volume: { instead: '(removed-attribute)', words: 'attributes that volumes pass to their drivers' },
  applied: { instead: '', words: 'copies of objects in the annotation last-applied-configuration' },
  server: { instead: 'api-server', words: 'the address of the API server' },
  node: { instead: 'anonymous-node-N', words: 'names of nodes' },
  address: { instead: 'ip-N', words: 'IP addresses' },
} as const;

export type Removal = keyof typeof REMOVALS;

/** How much of each was taken out. */
export class Tally {
  readonly #counts = new Map<Removal, number>();

  add(removal: Removal, count = 1): void {
    if (count > 0) {
      this.#counts.set(removal, (this.#counts.get(removal) ?? 0) + count);
    }
  }

  /** Only what was taken out at all, in the order of {@link REMOVALS}. */
  get counts(): ReadonlyMap<Removal, number> {
    const kinds = Object.keys(REMOVALS) as Removal[];
    return new Map(kinds.flatMap((kind) => (this.#counts.has(kind) ? [[kind, this.#counts.get(kind) ?? 0]] : [])));
  }
}
