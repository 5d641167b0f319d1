import { isRecord } from '../../../pod/same.ts';
import { fateOfAnnotation } from './annotations.ts';
import { isEnvironment, leavesOf, variablesOf } from './environment.ts';
import { announcesSecret } from './patterns.ts';
import type { Registries } from './registries.ts';
import { REMOVALS, type Removal, type Tally } from './removals.ts';
import { isFreeMap, type Path } from './walk.ts';

/** What the removal from objects needs. */
export interface ObjectTools {
  readonly tally: Tally;
  readonly registries: Registries;
  /** A text without secrets. */
  readonly text: (text: string) => string;
}

/** What volumes pass to their drivers, by the last two fields of its path. */
const DRIVER_OPTIONS: ReadonlySet<string> = new Set(['csi.volumeAttributes', 'flexVolume.options']);
const IMAGE_KEYS: ReadonlySet<string> = new Set(['image', 'imageID']);

/** A copy of an object of the API server without what is secret in it, by where it stands and by what it says. */
export function withoutSecretParts(object: unknown, tools: ObjectTools, path: Path = []): unknown {
  const { tally, text } = tools;
  const key = path.at(-1) ?? '';
  if (isEnvironment(path, object)) {
    return environment(object, tools, path);
  }
  if (Array.isArray(object)) {
    return (object as unknown[]).map((one, at) =>
      typeof one === 'string' && isSecretWord(object, at)
        ? removed('secret', tally)
        : withoutSecretParts(one, tools, path),
    );
  }
  if (isRecord(object)) {
    return Object.fromEntries(Object.entries(object).flatMap(([name, value]) => field(name, value, tools, path)));
  }
  if (typeof object !== 'string') {
    return object;
  }
  if (key === 'message' && path.at(-2) === 'terminated') {
    return text(withoutCutLine(object));
  }
  return text(IMAGE_KEYS.has(key) ? image(object, tools) : object);
}

function field(name: string, value: unknown, tools: ObjectTools, path: Path): [string, unknown][] {
  const { tally, text } = tools;
  const parent = path.at(-1);
  if (name === 'managedFields' && parent === 'metadata') {
    return [];
  }
  // Other keys are fields of the API, unless they have characters that those do not have.
  const key = isFreeMap(path) || /\W/.test(name) ? text(name) : name;
  const fate = parent === 'annotations' ? fateOfAnnotation(name, value) : 'kept';
  if (fate === 'removed') {
    return [[key, removed('annotation', tally)]];
  }
  if (fate === 'dropped') {
    tally.add('applied');
    return [];
  }
  if (parent === 'httpHeaders' && name === 'value') {
    return [[key, removed('header', tally)]];
  }
  if (DRIVER_OPTIONS.has(path.slice(-2).join('.'))) {
    return [[key, removed('volume', tally)]];
  }
  return [[key, withoutSecretParts(value, tools, [...path, name])]];
}

function environment(variables: object, tools: ObjectTools, path: Path): unknown[] {
  return variablesOf(variables).map(({ kept, secret }) => {
    const count = leavesOf(secret).length;
    tools.tally.add('env', count);
    return {
      // One variable is not the list of them.
      ...(withoutSecretParts(kept, tools, [...path, '']) as object),
      ...(Object.keys(secret).length === 0 ? {} : { value: REMOVALS.env.instead }),
    };
  });
}

/** Bytes that the kubelet takes of a log as termination message (MaxContainerTerminationMessageLogLength, v1.36). */
const MOST_OF_LOG = 2048;

/** The kubelet takes the last bytes of a log or file, so that the first line may begin within a secret. */
function withoutCutLine(message: string): string {
  return Buffer.byteLength(message) < MOST_OF_LOG
    ? message
    : message.slice(message.indexOf('\n') + 1 || message.length);
}

function image(reference: string, { registries, tally }: ObjectTools): string {
  const without = registries.reference(reference);
  tally.add('registry', without === reference ? 0 : 1);
  return without;
}

/** The second of two words of a command line, such as `--password hunter2`. */
function isSecretWord(words: readonly unknown[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  return typeof before === 'string' && announcesSecret(before) && typeof word === 'string' && !word.startsWith('-');
}

function removed(removal: Removal, tally: Tally): string {
  tally.add(removal);
  return REMOVALS[removal].instead;
}
