import { AGENT_IMAGE } from '../src/commands/usage.ts';
import manifest from '../package.json' with { type: 'json' };

/** Where images are in the repository: in a domain that no one can own (RFC 6761). */
export const NO_REPOSITORY = 'iceoryx.invalid';

/** The agent has a version of its own: see agent/main.go. */
export const AGENT_VERSION = AGENT_IMAGE.split(':').at(-1) ?? '';

/** Digests of images, `sha256:…`, as far as they are known. */
export interface Digests {
  readonly operator?: string | undefined;
  readonly agent?: string | undefined;
}

/**
 * The chart's values, or the manifest, with the images from where a release has them, and by their digests where those are
 * known.
 */
export function withImages(text: string, repository: string, { operator, agent }: Digests): string {
  const moved = text.replaceAll(/(?<=[\s=])iceoryx\.invalid(?=\/iceoryx-(?:operator|agent)\b)/g, repository);
  const first = byDigest(
    moved,
    /(?<=^image:\n(?:[ #].*\n)*  digest: )""$/m,
    `iceoryx-operator:${manifest.version}`,
    operator,
  );
  return byDigest(first, /(?<=^agent:\n(?:[ #].*\n)*  digest: )""$/m, `iceoryx-agent:${AGENT_VERSION}`, agent);
}

/** @param value of the digest in the chart's values */
function byDigest(text: string, value: RegExp, image: string, digest: string | undefined): string {
  const [name] = image.split(':');
  return digest === undefined ? text : text.replace(value, digest).replaceAll(`/${image}`, `/${name}@${digest}`);
}
