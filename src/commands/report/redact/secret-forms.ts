/** A text of this length in UTF-16 units is looked for elsewhere. Shorter ones, such as `1` and `info`, are everywhere. */
const LEAST = 6;

/**
 * Words that are values of many variables and secrets of none. If they were taken out everywhere, levels of messages and
 * paths of iceoryx would be missing in logs.
 */
const HARMLESS: ReadonlySet<string> = new Set(
  [
    ['/dev/shm', '/dev/null', '/dev/stdout', '/dev/stderr', '/etc/iceoryx', '/run/iceoryx', '/iceoryx'],
    ['warning', 'verbose', 'critical', 'enabled', 'disabled', 'always', 'default', 'production', 'development'],
    ['iceoryx', 'container', 'localhost', '127.0.0.1', '0.0.0.0', 'removed', 'registry', 'anonymous'],
  ].flat(),
);

/**
 * The texts by which a secret is recognised elsewhere: as it is, each of its lines, and as JSON, URLs and base64 write
 * it. Empty if it is too short, or too common, to be told from other text.
 */
export function formsOf(secret: string): string[] {
  const plain = new Set([secret, ...[secret, ...secret.split('\n')].map((text) => text.trim())]);
  const hunted = [...plain].filter((text) => text.trim().length >= LEAST && !HARMLESS.has(text.toLowerCase()));
  return [...new Set(hunted.flatMap((text) => [text, ...encoded(text)]))];
}

function encoded(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '');
  return [
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(text.toWellFormed()),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}
