import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument, visit, type Document, type YAMLMap } from 'yaml';

const SOURCE = 'crds/iceoryxdeployments.iceoryx.io.yaml';
const TARGET = 'crds/iceoryxprofiles.iceoryx.io.yaml';
const SCHEMA = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties'];
const RULES = 'x-kubernetes-validations';

/** A part of the target between two comments; the first one says what of the source belongs there. */
const PART =
  /(?<begin>^(?<indent> *)# (?<what>Fields|Rules) of IceoryxDeployment at (?<path>[\w.]+)(?:: (?<names>[^\n]*))?\n)[^]*?(?<end>^ *# End\n)/gm;

/**
 * The definition of IceoryxProfile, with those parts that are an IceoryxDeployment's. They are copied as text, so that
 * the two kinds cannot differ in what they allow or in the words for it.
 * @throws an Error if a part names a field that the source does not have
 */
export async function copiedFiles(root: string): Promise<[path: string, text: string][]> {
  const [source, target] = await Promise.all([SOURCE, TARGET].map(async (path) => readFile(join(root, path), 'utf8')));
  return [[TARGET, withCopies(target ?? '', source ?? '')]];
}

function withCopies(target: string, source: string): string {
  const document = parseDocument(source);
  const parts = target.matchAll(PART).toArray();
  const fields = parts.flatMap(({ groups }) => (groups?.['path'] === 'spec' ? namesOf(groups['names']) : []));
  return target.replace(PART, (...matched) => {
    const { begin, end, indent, what, path, names } = matched.at(-1) as Record<string, string>;
    const at = [...SCHEMA, ...(path ?? '').split('.').join('.properties.').split('.')];
    const texts =
      what === 'Rules'
        ? rulesAbout(new Set(fields), document, [...at, RULES], source)
        : namesOf(names).map((name) => fieldText(document, at, name, source));
    return `${begin}${texts.map((text) => indented(text, indent?.length ?? 0)).join('')}${end}`;
  });
}

function namesOf(names = ''): string[] {
  return names.split(', ').filter((name) => name !== '');
}

/** The lines of a field: of an object that has properties, one of these, else a keyword of its schema. */
function fieldText(document: Document, at: readonly unknown[], name: string, source: string): string {
  const parent = document.getIn([...at, 'properties'], true) ?? document.getIn(at, true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
  const [start, end] = [pair?.key, pair?.value].map((node) => rangeOf(node));
  if (start === undefined || end === undefined) {
    throw new Error(`${SOURCE} has no ${name} at ${at.slice(SCHEMA.length).join('.')}; correct ${TARGET}`);
  }
  return lines(source, start[0], end[2]);
}

/** The lines of the rules that mention no other fields than these. */
function rulesAbout(fields: ReadonlySet<string>, document: Document, at: readonly unknown[], source: string): string[] {
  const rules = document.getIn(at, true);
  const items = isSeq(rules) ? rules.items : [];
  return items.flatMap((rule) => {
    const range = rangeOf(rule);
    const mentioned = textOf(rule).matchAll(/\bself\.(?<field>\w+)/g);
    const isAbout = mentioned.every(({ groups }) => fields.has(groups?.['field'] ?? ''));
    return range === undefined || !isAbout ? [] : [lines(source, range[0], range[2])];
  });
}

function textOf(node: unknown): string {
  const texts: string[] = [];
  visit(node as YAMLMap, { Scalar: (_, { value }) => void texts.push(String(value)) });
  return texts.join('\n');
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  return (node as { range?: [number, number, number] | null } | undefined)?.range ?? undefined;
}

/** From the start of the line. */
function lines(source: string, start: number, end: number): string {
  return `${source.slice(source.lastIndexOf('\n', start) + 1, end).trimEnd()}\n`;
}

function indented(text: string, indent: number): string {
  const own = /^ */.exec(text)?.[0].length ?? 0;
  return text.replaceAll(/^(?<spaces> +)(?=\S)/gm, (spaces) => ' '.repeat(spaces.length - own + indent));
}
