import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cell, code, table } from './markdown.ts';
import type { Schema } from './schema.ts';

interface Rule {
  readonly message?: string;
  readonly messageExpression?: string;
}

interface Node extends Schema {
  readonly default?: unknown;
  readonly format?: string;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node;
  readonly 'x-kubernetes-validations'?: readonly Rule[];
}

interface Described {
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: { readonly kind: string; readonly plural: string; readonly shortNames?: readonly string[] };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Node };
      readonly additionalPrinterColumns?: readonly Column[];
    }[];
  };
}

interface Column {
  readonly name: string;
  readonly description?: string;
  readonly priority?: number;
}

const HEAD = `<!-- Generated from crds/ by \`npm run generate\`. Do not edit. -->

# The API, field by field

What \`kubectl explain --recursive\` says, in one page. \`[]\` stands for each item of a list, \`{}\` for each value of a map.
A default is set by the API server and shows in the object; where a meaning says "default", the operator decides.
`;

/** docs/api.md: every kind with every field, its type, default and bounds, and what is refused. */
export async function apiReference(root: string): Promise<[path: string, text: string][]> {
  const names = (await readdir(join(root, 'crds'))).filter((name) => name.endsWith('.yaml')).toSorted();
  const definitions = await Promise.all(
    names.map(async (name) => parse(await readFile(join(root, 'crds', name), 'utf8')) as Described),
  );
  return [['docs/api.md', [HEAD, ...definitions.map(kindSection)].join('\n')]];
}

function kindSection({ spec: { group, scope, names, versions } }: Described): string {
  const sections = versions.flatMap(({ name, schema, additionalPrinterColumns: columns = [] }) => {
    const { description = '', properties = {} } = schema.openAPIV3Schema;
    const places = new Map<Node, string>();
    return [
      `## ${names.kind}`,
      `${code(`${group}/${name}`)}, ${scope === 'Cluster' ? 'of the cluster' : 'in a namespace'}; ${[names.plural, ...(names.shortNames ?? [])].map((each) => code(`kubectl get ${each}`)).join(', ')}. ${description}`,
      table(
        ['column', 'meaning'],
        columns.map((column) => [
          `${column.name}${(column.priority ?? 0) > 0 ? ' (`-o wide`)' : ''}`,
          cell(column.description ?? 'Time since it was made.'),
        ]),
      ),
      ...refusals(schema.openAPIV3Schema),
      ...['spec', 'status'].flatMap((part) =>
        properties[part] === undefined ? [] : objectSections(names.kind, part, properties[part], places),
      ),
    ];
  });
  return `${sections.join('\n\n')}\n`;
}

/**
 * A table of an object's fields, and then the same for every object in it that is not shown elsewhere.
 *
 * @param places where objects are shown that earlier tables have named: the first that names one has it
 */
function objectSections(kind: string, path: string, node: Node, places: Map<Node, string>): string[] {
  const fields = Object.entries(node.properties ?? {});
  const rows = fields.map(([name, field]) => [
    code(name),
    typeOf(field),
    defaultOf(field, node.required?.includes(name) ?? false),
    `${cell(field.description ?? '')}${seeOf(kind, `${path}.${name}`, field, places)}`,
  ]);
  const level = path.includes('.') ? '####' : '###';
  return [
    `${level} ${kind} ${path}`,
    ...(path.includes('.') ? [] : [node.description ?? '']),
    table(['field', 'type', 'default', 'meaning'], rows),
    ...refusals(node, fields),
    ...fields.flatMap(([name, field]) => {
      const { inner, suffix } = innermost(field);
      const own = `${path}.${name}${suffix}`;
      return places.get(inner) === own ? objectSections(kind, own, inner, places) : [];
    }),
  ].filter((section) => section !== '');
}

/** The items of a list or map, also nested. */
function innermost(node: Node): { inner: Node; suffix: string } {
  let inner = node;
  let suffix = '';
  for (;;) {
    const next = inner.items ?? inner.additionalProperties;
    if (next === undefined) {
      return { inner, suffix };
    }
    suffix += inner.items === undefined ? '{}' : '[]';
    inner = next;
  }
}

function seeOf(kind: string, path: string, field: Node, places: Map<Node, string>): string {
  const { inner, suffix } = innermost(field);
  if (inner.properties === undefined) {
    return '';
  }
  const where = places.get(inner) ?? `${path}${suffix}`;
  places.set(inner, where);
  return ` See [${where}](#${anchorOf(`${kind} ${where}`)}).`;
}

/** As GitHub derives it from a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}

function typeOf(node: Node): string {
  if (node.enum !== undefined) {
    return node.enum.map((value) => code(value)).join(' or ');
  }
  if (node.items !== undefined) {
    const most = node.maxItems === undefined ? '' : `, at most ${node.maxItems}`;
    return `list of ${typeOf(node.items)}${most}`;
  }
  if (node.additionalProperties !== undefined) {
    return `map of ${typeOf(node.additionalProperties)}`;
  }
  const type = node['x-kubernetes-int-or-string'] === true ? 'integer or string' : (node.type ?? 'any');
  const { minimum, maximum } = node;
  const bounds = [minimum === undefined ? '' : `from ${minimum}`, maximum === undefined ? '' : `to ${maximum}`];
  return [node.format === 'date-time' ? 'time' : type, ...bounds].filter((word) => word !== '').join(' ');
}

function defaultOf(node: Node, isRequired: boolean): string {
  if (node.default === undefined) {
    return isRequired ? '**required**' : '';
  }
  return code(typeof node.default === 'string' ? node.default : JSON.stringify(node.default));
}

/** The messages of the rules of the object, and of its plain fields. */
function refusals(node: Node, fields: readonly [string, Node][] = []): string[] {
  const plain = fields.map(([, field]) => innermost(field).inner).filter(({ properties }) => properties === undefined);
  const messages = [node, ...plain].flatMap(({ 'x-kubernetes-validations': rules = [] }) => rules.map(messageOf));
  return messages.length === 0
    ? []
    : ['Refused:', [...new Set(messages)].map((message) => `- ${cell(message)}`).join('\n')];
}

/** The text of a rule's message; for an expression the format, with … for its values. */
function messageOf({ message, messageExpression = '' }: Rule): string {
  const text =
    message ?? [...messageExpression.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, words = '']) => words).at(0) ?? '';
  return text.replaceAll(/%[sd]/g, '…').replaceAll(/\s+/g, ' ').trim();
}
