import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KUBECTL_YAML } from './kubectl-yaml.ts';

/** One object of a file, and its name in messages. */
export interface Source {
  readonly name: string;
  readonly value: unknown;
}

/** The objects of a file, and the errors of the documents that could not be read. */
export interface File {
  readonly name: string;
  readonly sources: readonly Source[];
  readonly faults: readonly string[];
}

const EXTENSIONS: ReadonlySet<string> = new Set(['.json', '.yaml', '.yml']);

/**
 * Reads a single file, or the files of a directory that may contain objects, as `kubectl` does without `--recursive`.
 *
 * @throws Error naming the file or directory that cannot be read
 */
export function filesOf(filename: string): File[] {
  if (filename === '-') {
    return [fileOf('standard input', readFileSync(0, 'utf8'))];
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

function fileOf(name: string, text: string): File {
  const sources: Source[] = [];
  const faults: string[] = [];
  for (const [index, document] of parseAllDocuments(separated(text), KUBECTL_YAML).entries()) {
    const [error] = document.errors;
    if (error !== undefined) {
      // Errors after the first one are mostly its consequences.
      faults.push(firstLine(error));
      continue;
    }
    try {
      sources.push(
        ...itemsOf(document.toJS()).map((value) => ({ name: nameOf(value) ?? `document ${index + 1}`, value })),
      );
    } catch (failure) {
      // An alias without an anchor, or so many aliases that they would exhaust memory.
      faults.push(`document ${index + 1}: ${firstLine(failure as Error)}`);
    }
  }
  return { name, sources, faults };
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
  const { kind, items } = (value ?? {}) as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? (items as unknown[]) : [value];
}

function nameOf(value: unknown): string | undefined {
  const { metadata } = (value ?? {}) as { metadata?: { name?: unknown } | null };
  const name = metadata?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The message without the excerpt of the file that yaml appends. */
function firstLine({ message }: Error): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}
