import type { IncomingMessage } from 'node:http';

/** A pod has at most 1.5 MiB in etcd, and 3 MiB on the way to the API server. */
export const MOST_BODY_BYTES = 4 * 1024 * 1024;

/**
 * The body as text; undefined if it is too large, once all of it has come: a client that is still sending may not see an
 * answer.
 */
export async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BODY_BYTES) {
      chunks.push(chunk);
    } else {
      chunks.length = 0;
    }
  }
  return bytes <= MOST_BODY_BYTES ? Buffer.concat(chunks).toString() : undefined;
}
