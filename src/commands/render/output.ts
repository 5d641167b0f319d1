import { Document, isMap, isNode, isPair, isScalar, isSeq, Scalar, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { wrapped } from '../../terminal/wrap.ts';
import { escaped, isPrintable, printableLines } from '../../text.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { Change } from '../../pod/changes.ts';
import { KUBECTL_YAML } from './kubectl-yaml.ts';
import type { Rendering } from './rendering.ts';

/** The object of a rendering as YAML, with a comment before each addition. */
export function yamlOf({ object, at, changes }: Pick<Rendering, 'at' | 'changes' | 'object'>): string {
  return commentedYaml(
    object,
    changes.map(({ path, reason }) => ({ path: [...at, ...path], reason })),
  );
}

/** An object as YAML, with comments before what is at certain paths. */
export function commentedYaml(object: unknown, comments: readonly Change[]): string {
  const document = new Document(object, { ...KUBECTL_YAML, aliasDuplicateObjects: false });
  for (const { path, reason } of comments) {
    const parent = document.getIn(path.slice(0, -1), true);
    const key = path.at(-1);
    const node = commented(parent, key);
    if (node !== undefined) {
      node.commentBefore = ` ${reason}`;
    }
  }
  visit(document, {
    Collection: asALine,
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && !isPrintable(node.value.replaceAll('\n', ''))) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return escaped(document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}

/** Maximum length, in characters, at which a command line or a mount can be read at a glance. */
const LINE = 140;
/** Maps that are never put into one line: people look for their keys, and they may contain several comments. */
const IN_LINES: ReadonlySet<unknown> = new Set(['metadata', 'labels', 'annotations', 'matchLabels', 'spec']);

/** Puts a collection of plain values, or of such collections, into one line, as people write it by hand. */
function asALine(_: unknown, node: YAMLMap | YAMLSeq, path: readonly unknown[]): void {
  const parent = path.at(-1);
  const name = isPair(parent) && isScalar(parent.key) ? parent.key.value : undefined;
  const isMapOfMaps = isMap(node) && node.items.some(({ value }) => isMap(value));
  const text = JSON.stringify(node.toJSON());
  if (!IN_LINES.has(name) && !isMapOfMaps && text.length <= LINE && !text.includes('\\n') && !hasCommentsInside(node)) {
    node.flow = !isSeq(node) || node.items.every((item) => isScalar(item));
  }
}

/** Whether a collection contains comments. One before the collection itself stays on a line of its own. */
function hasCommentsInside(collection: YAMLMap | YAMLSeq): boolean {
  let found = false;
  visit(collection, {
    Node: (_, each) => {
      found ||= each !== collection && (each.commentBefore ?? '') !== '';
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** The node that a comment belongs before: the key of a map, or the item of a list. */
function commented(parent: unknown, key: string | number | undefined): { commentBefore?: string | null } | undefined {
  const items = (parent as { items?: unknown[] } | undefined)?.items ?? [];
  if (typeof key === 'number') {
    const item = items[key];
    return isNode(item) ? item : undefined;
  }
  const pair = (items as { key?: { value?: unknown } }[]).find((item) => item.key?.value === key);
  return isNode(pair?.key) ? pair.key : undefined;
}

/**
 * A table of everything that was added and computed, with the reasons.
 *
 * @param width of a terminal that it has to fit
 */
export function explanationOf({ object, at, changes, figures, segments, warnings }: Rendering, width?: number): string {
  const { name, generateName = '' } = object.metadata as Partial<KubeObject['metadata']>;
  const template = at.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], object);
  const added = changes.map(({ path, reason }) => [pathInWords(path, template), reason]);
  const computed = figures.map(({ name, value, sum }) => [name, value, sum]);
  return printableLines(
    [
      `${object.kind} ${name ?? generateName}`,
      '',
      'Added to the template',
      ...table(added, width),
      '',
      'Segments in /dev/shm',
      ...table(segments.map(({ name, bytes }) => [name, `${bytes} bytes`])),
      '',
      'Computed',
      ...table(computed, width),
      ...(warnings.length === 0
        ? []
        : ['', 'Warnings', ...warnings.flatMap((warning) => wrapped(warning, { width, first: '  ' }))]),
      '',
    ].join('\n'),
  );
}

/** The rendering as a JSON object. */
export function jsonOf({ object, as, changes, figures, segments, warnings }: Rendering): object {
  return { [as]: object, changes, figures, segments, warnings };
}

/** `spec.containers[camera].volumeMounts[/tmp]`: names instead of indices. */
export function pathInWords(path: Change['path'], template: unknown): string {
  let node = template;
  let text = '';
  for (const part of path) {
    node = (node as Record<string | number, unknown> | undefined)?.[part];
    const { name, mountPath } = (node ?? {}) as { name?: string; mountPath?: string };
    text += typeof part === 'number' ? `[${mountPath ?? name ?? part}]` : `${text === '' ? '' : '.'}${part}`;
  }
  return text;
}

/** Rows whose last cell stands below the others if a terminal has no room for it. */
function table(rows: readonly (readonly string[])[], width?: number): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const inLine = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const lines = rows.map(inLine);
  return width === undefined || lines.every((line) => line.length <= width)
    ? lines
    : rows.flatMap((row) => [inLine(row.slice(0, -1)), ...wrapped(row.at(-1) ?? '', { width, first: '    ' })]);
}
