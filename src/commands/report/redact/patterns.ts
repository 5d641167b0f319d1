import { pemSpans } from './pem.ts';
import { REMOVALS, type Removal, type Tally } from './removals.ts';

/*
 * Secrets that are recognised by their form, in logs, messages and arguments. No expression begins with a repetition,
 * and what follows is bounded or disjoint: the time stays in proportion to the length, whatever a log contains.
 */

/** Words in the name of an option, variable or field whose value is secret. */
const WORD =
  '(?:passw(?:or)?d|passphrase|(?<![A-Za-z])pwd|(?<!webhook-|pull-)secret|token|credential|(?:api|access|private|account|encryption|signing)[-_]?key|session[-_]?id|(?<![A-Za-z])dsn|connection[-_]?string)';
/** Ends of such names whose value is a name or a number, and not the secret. */
const NO_SECRET =
  '(?!s?[-_]?(?:names?|refs?|namespaces?|files?|paths?|dir|count|seconds|expir\\w*|ttl|type|ur[il])(?![a-z]))';
const NOTHING = '(?!\\(removed-|(?:true|false|null|nil|none|undefined)\\b|[{\\[])';
/** A value in quotes, which JSON within JSON escapes, or one that ends at a space or separator. */
const VALUE =
  '(?:(?<quote>\\\\{0,7}["\'])(?!\\(removed-)(?<quoted>(?:(?!\\k<quote>)[^\\n])+)|(?<bare>(?:[^\\s"\',;&\\\\]|\\\\(?![\\\\"\']))+))';
const NAMED = `${WORD}${NO_SECRET}[\\w.-]{0,40}(?:\\\\{0,7}["'])?\\s{0,3}[=:]\\s{0,3}`;
const OPTION = `--?[\\w-]{0,30}${WORD}${NO_SECRET}[\\w-]{0,30}\\s{1,3}(?!-)`;
const VALUES = [NAMED, OPTION].map((name) => new RegExp(`(?<name>${name})${NOTHING}${VALUE}`, 'gi'));
/** A whole word of a command line whose next word is the secret. */
const OPTION_ALONE = new RegExp(`^--?[\\w.-]{0,60}${WORD}${NO_SECRET}[\\w-]{0,40}$`, 'i');
const URL_USER = /(?<=:\/\/)[^\s/"'<>?#]+(?=@)/g;

const PATTERNS: readonly (readonly [Removal, RegExp])[] = [
  [
    'token',
    /(?<=\b(?:proxy-)?authorization\\{0,7}["']?\s{0,3}[:=]\s{0,3}\\{0,7}["']?)(?!\(removed-)(?:(?:bearer|basic|digest|negotiate|token)\s{1,3})?[^\s"'\\,]+/gi,
  ],
  ['token', /(?<=\bcookie\\{0,7}["']?\s{0,3}:\s{0,3}\\{0,7}["']?)(?!\(removed-)[^\s"'\\][^\n"'\\]*/gi],
  // Words of a sentence have no digits or signs in them.
  ['token', /(?<=\b(?:bearer|basic)\s{1,3})(?=[A-Za-z]{0,200}[\d._~+/=-])[\w.~+/-]{12,}=*/gi],
  ['token', /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g],
  [
    'token',
    /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|npm_\w{30,}|dckr_pat_[\w-]{20,}|hvs\.[\w-]{20,}|AIza[\w-]{30,})/g,
  ],
  ['user', URL_USER],
  ['secret', /(?<=[?&](?:sig|x-amz-signature|signature|key|code|auth)=)(?!\(removed-)[^\s&"'#]+/gi],
];

/**
 * A text without what looks like a secret.
 *
 * @param isKnown whether a value is only a name that the report shows anyway, such as that of a Secret
 */
export function withoutSecrets(text: string, tally: Tally, isKnown: (value: string) => boolean): string {
  let clean = withoutPem(text, tally);
  for (const [removal, pattern] of PATTERNS) {
    clean = clean.replace(pattern, () => {
      tally.add(removal);
      return REMOVALS[removal].instead;
    });
  }
  for (const pattern of VALUES) {
    clean = clean.replace(pattern, (whole, ...found) => {
      const { name = '', quote = '', quoted, bare = '' } = found.at(-1) as Record<string, string | undefined>;
      if (isKnown(quoted ?? bare)) {
        return whole;
      }
      tally.add('secret');
      return `${name}${quote}${REMOVALS.secret.instead}`;
    });
  }
  return clean;
}

/** The values that {@link withoutSecrets} takes out by their names, and passwords of URLs: they may stand elsewhere. */
export function secretsIn(text: string): string[] {
  const named = VALUES.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups = {} }) => groups['quoted'] ?? groups['bare'] ?? ''),
  );
  const users = [...text.matchAll(URL_USER)].map(([user]) => user.slice(user.indexOf(':') + 1));
  return [...named, ...users];
}

/** Whether the word after this one is a secret, as in `--password hunter2`. */
export function announcesSecret(word: string): boolean {
  return OPTION_ALONE.test(word);
}

function withoutPem(text: string, tally: Tally): string {
  let clean = '';
  let kept = 0;
  for (const { start, end } of pemSpans(text)) {
    clean += `${text.slice(kept, start)}${REMOVALS.pem.instead}`;
    kept = end;
    tally.add('pem');
  }
  return clean + text.slice(kept);
}
