import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** One object of a file, and how it is called in messages. */
export interface Source {
  readonly name: string;
  readonly value: unknown;
}

/** What a file holds, and what keeps it from being read. */
export interface File {
  readonly name: string;
  readonly sources: readonly Source[];
  readonly faults: readonly string[];
}

const EXTENSIONS: ReadonlySet<string> = new Set(['.json', '.yaml', '.yml']);

/**
 * The files of a directory that may hold objects, as `kubectl` takes them without `--recursive`, or the one file.
 *
 * @throws Error naming what cannot be read.
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
  for (const [index, document] of parseAllDocuments(separated(text)).entries()) {
    const [error] = document.errors;
    if (error !== undefined) {
      // What is wrong after the first fault is mostly its consequence.
      faults.push(firstLine(error));
      continue;
    }
    try {
      sources.push(
        ...itemsOf(document.toJS()).map((value) => ({ name: nameOf(value) ?? `document ${index + 1}`, value })),
      );
    } catch (failure) {
      // An alias without an anchor, or so many that they would fill the memory.
      faults.push(`document ${index + 1}: ${firstLine(failure as Error)}`);
    }
  }
  return { name, sources, faults };
}

/** Objects of JSON one after the other, as jq(1) writes them: no line of JSON ends within a string. */
function separated(text: string): string {
  return text.trimStart().startsWith('{') ? text.replaceAll(/\}[ \t]*\r?\n\s*(?=\{)/g, '}\n---\n') : text;
}

/** Objects of a list, as `kubectl get -o yaml` writes it, or the object itself. */
function itemsOf(value: unknown): unknown[] {
  const { kind, items } = (value ?? {}) as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? (items as unknown[]) : [value];
}

function nameOf(value: unknown): string | undefined {
  const { metadata } = (value ?? {}) as { metadata?: { name?: unknown } | null };
  const name = metadata?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The words, without the part of the file that yaml shows with them. */
function firstLine({ message }: Error): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}
