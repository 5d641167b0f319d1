import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseAllDocuments, Parser, type YAMLError } from 'yaml';
import { standardInput } from '../kit/standard-input.ts';
import { KUBECTL_YAML } from './kubectl-yaml.ts';

/** One object of a file, and its name in messages. */
export interface Source {
  readonly name: string;
  readonly value: unknown;
}

/** A document of a file that could be read. */
export interface FileDocument {
  /** As it is in the file, with the line that separates it from the one before. */
  readonly text: string;
  readonly value: unknown;
  /** Its objects: it may be a list of some. */
  readonly sources: readonly Source[];
}

/** The documents of a file, their objects, and the errors of the documents that could not be read. */
export interface File {
  readonly name: string;
  readonly documents: readonly FileDocument[];
  readonly sources: readonly Source[];
  readonly faults: readonly string[];
}

const EXTENSIONS: ReadonlySet<string> = new Set(['.json', '.yaml', '.yml']);

/**
 * Reads a single file, or the files of a directory that may contain objects, as `kubectl` does without `--recursive`.
 *
 * @throws Error naming the file or directory that cannot be read
 */
export async function filesOf(filename: string): Promise<File[]> {
  if (filename === '-') {
    return [fileOf('standard input', await standardInput())];
  }
  try {
    const names = statSync(filename).isDirectory() ? withinDirectory(filename) : [filename];
    return names.map((name) => fileOf(name, readFileSync(name, 'utf8')));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ENOENT' ? `${filename}: no such file or directory` : message, { cause: error });
  }
}

function withinDirectory(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => EXTENSIONS.has(extname(name)));
  if (names.length === 0) {
    throw new Error(`${directory}: no file in this directory ends with ${[...EXTENSIONS].join(', ')}`);
  }
  return names.sort().map((name) => join(directory, name));
}

/** The documents of a text. */
export function fileOf(name: string, text: string): File {
  const documents: FileDocument[] = [];
  const faults: string[] = [];
  const whole = separated(text);
  const texts = textsOf(whole);
  for (const [index, document] of parseAllDocuments(whole, KUBECTL_YAML).entries()) {
    const [error] = document.errors;
    if (error !== undefined) {
      // Errors after the first one are mostly its consequences.
      faults.push(withReason(error));
      continue;
    }
    try {
      const value: unknown = document.toJS();
      const sources = itemsOf(value).map((item) => ({
        name: nameOf(item) ?? `document ${index + 1}`,
        value: withoutStatus(item),
      }));
      documents.push({ text: texts[index] ?? '', value, sources });
    } catch (failure) {
      // An alias without an anchor, or so many aliases that they would exhaust memory.
      faults.push(`document ${index + 1}: ${firstLine(failure as Error)}`);
    }
  }
  return { name, documents, sources: documents.flatMap(({ sources }) => sources), faults };
}

/** The texts of the documents. What is between two of them belongs to the first. */
function textsOf(text: string): string[] {
  const starts = [...new Parser().parse(text)].flatMap(({ type, offset }) => (type === 'document' ? [offset] : []));
  return starts.map((start, index) => text.slice(index === 0 ? 0 : start, starts[index + 1]));
}

/**
 * Separates a sequence of JSON objects, as jq(1) writes them, into YAML documents. This is safe, because no JSON string
 * contains a line break.
 */
function separated(text: string): string {
  return text.trimStart().startsWith('{') ? text.replaceAll(/\}[ \t]*\r?\n\s*(?=\{)/g, '}\n---\n') : text;
}

/** The objects of a List, as `kubectl get -o yaml` writes it, or the object itself. */
function itemsOf(value: unknown): unknown[] {
  return isList(value) ? value.items : [value];
}

/**
 * An object of ours as its author wrote it, also if it was read from a cluster: its status is the operator's word, and of
 * fields that an operator of another version knows.
 */
function withoutStatus(value: unknown): unknown {
  if (!typeOf(value).apiVersion.startsWith('iceoryx.io/')) {
    return value;
  }
  const { status: _, ...written } = value as { status?: unknown };
  return written;
}

export function isList(value: unknown): value is { readonly items: unknown[] } {
  const { kind, items } = (value ?? {}) as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
}

/** Type of an object; what is no string is empty. */
export function typeOf(value: unknown): { apiVersion: string; kind: string } {
  const { apiVersion, kind } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown };
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
    kind: typeof kind === 'string' ? kind : '',
  };
}

function nameOf(value: unknown): string | undefined {
  const { metadata } = (value ?? {}) as { metadata?: { name?: unknown } | null };
  const name = metadata?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The message of an error of yaml, which says of a stack that is too small only where it was. */
function withReason(error: YAMLError): string {
  const line = firstLine(error);
  return error.code === 'RESOURCE_EXHAUSTION' ? `fields are nested too deeply to be read; ${line}` : line;
}

/** The message without the excerpt of the file that yaml appends. */
function firstLine({ message }: Error): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}
