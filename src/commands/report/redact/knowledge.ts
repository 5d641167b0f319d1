import { isRecord } from '../../../pod/same.ts';
import { NODE_ANNOTATION } from '../../../controllers/sweep-jobs/job.ts';
import { isEnvironment, leavesOf, variablesOf } from './environment.ts';
import { imagesIn } from './images.ts';
import { announcesSecret, secretsIn } from './patterns.ts';
import { valuesOf } from './walk.ts';

/** What the objects of a report tell, so that it is recognised wherever it comes up. */
export interface Knowledge {
  /** Values of environment variables. */
  readonly environment: ReadonlySet<string>;
  /** Other secrets: of arguments, and within values of variables. */
  readonly secrets: ReadonlySet<string>;
  /** References of images. */
  readonly images: ReadonlySet<string>;
  /** Names of nodes, also those that a network knows them by. */
  readonly nodes: ReadonlySet<string>;
  /** Names of objects, namespaces, containers and the like. They stay, so they are not hidden elsewhere either. */
  readonly names: ReadonlySet<string>;
}

const NODE_KEYS: ReadonlySet<string> = new Set(['kubernetes.io/hostname', NODE_ANNOTATION, 'nodeName']);
const NODE_ADDRESSES: ReadonlySet<unknown> = new Set(['ExternalDNS', 'Hostname', 'InternalDNS']);
const IMAGE_KEYS: ReadonlySet<string> = new Set(['image', 'imageID']);
const NAME_KEYS: ReadonlySet<string> = new Set(['name', 'namespace']);
/** Fields whose parts are taken out, names and all. */
const HIDDEN: ReadonlySet<string> = new Set(['annotations', 'httpHeaders']);
const IMAGE_OPTION = /^--[\w-]{0,60}image=(?<reference>.+)$/;
const SECRET_HEADER = /auth|token|key|cookie|secret|session/i;

/** Collects what raw objects of the API server tell. */
export class Learner implements Knowledge {
  readonly environment = new Set<string>();
  readonly secrets = new Set<string>();
  readonly images = new Set<string>();
  readonly nodes = new Set<string>();
  readonly names = new Set<string>();

  /** Learns from an object that is in the report. */
  learn(object: object): void {
    for (const { path, value } of valuesOf(object, isEnvironment)) {
      const key = path.at(-1) ?? '';
      if (isEnvironment(path, value)) {
        this.#learnEnvironment(value);
      } else if (Array.isArray(value)) {
        addAll(secretWords(value), this.secrets);
      } else if (isRecord(value)) {
        addAll(secretHeader(path.at(-1), value), this.secrets);
        addAll(nodeAddress(value), this.nodes);
      } else if (typeof value === 'string') {
        addAll(IMAGE_KEYS.has(key) ? [value] : imagesOf(value), this.images);
        addAll(NODE_KEYS.has(key) ? [value] : [], this.nodes);
        addAll(NAME_KEYS.has(key) && !path.some((each) => HIDDEN.has(each)) ? [value] : [], this.names);
      }
    }
    const { kind, metadata } = object as { kind?: unknown; metadata?: { name?: unknown } };
    addAll(kind === 'Node' && typeof metadata?.name === 'string' ? [metadata.name] : [], this.nodes);
  }

  /** Learns from an object that is not in the report, but that the operator may write about: its names are not shown. */
  learnSecrets(object: object): void {
    for (const { path, value } of valuesOf(object, isEnvironment)) {
      if (isEnvironment(path, value)) {
        this.#learnEnvironment(value);
      } else if (Array.isArray(value)) {
        addAll(secretWords(value), this.secrets);
      }
    }
  }

  #learnEnvironment(environment: object): void {
    const values = variablesOf(environment).flatMap(({ secret }) => leavesOf(secret));
    addAll(values, this.environment);
    addAll(values.flatMap(secretsIn), this.secrets);
  }
}

function addAll(texts: Iterable<string>, into: Set<string>): void {
  for (const text of texts) {
    into.add(text);
  }
}

function imagesOf(text: string): string[] {
  const option = IMAGE_OPTION.exec(text)?.groups?.['reference'];
  return [...(option === undefined ? [] : [option]), ...imagesIn(text)];
}

/** Secrets of a command line. */
function secretWords(words: readonly unknown[]): string[] {
  return words.flatMap((word, at) => {
    const before = words[at - 1];
    if (typeof word !== 'string') {
      return [];
    }
    return typeof before === 'string' && announcesSecret(before) && !word.startsWith('-') ? [word] : secretsIn(word);
  });
}

function secretHeader(key: string | undefined, { name, value }: Readonly<Record<string, unknown>>): string[] {
  const isSecret = key === 'httpHeaders' && typeof name === 'string' && SECRET_HEADER.test(name);
  return isSecret && typeof value === 'string' ? [value] : [];
}

function nodeAddress({ type, address }: Readonly<Record<string, unknown>>): string[] {
  return NODE_ADDRESSES.has(type) && typeof address === 'string' ? [address] : [];
}
