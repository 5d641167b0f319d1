import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../../..');

interface Node {
  readonly description?: string;
  readonly type?: string;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node;
  readonly 'x-kubernetes-validations'?: readonly { readonly message?: string; readonly messageExpression?: string }[];
}

function* nodesOf(node: Node, path: string): Generator<[path: string, node: Node]> {
  yield [path, node];
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    yield* nodesOf(property, `${path}.${name}`);
  }
  if (node.items !== undefined) {
    yield* nodesOf(node.items, `${path}[]`);
  }
  if (node.additionalProperties !== undefined) {
    yield* nodesOf(node.additionalProperties, `${path}{}`);
  }
}

const files = (await readdir(join(ROOT, 'crds'))).filter((name) => name.endsWith('.yaml'));
const texts = await Promise.all(files.map(async (file) => readFile(join(ROOT, 'crds', file), 'utf8')));
for (const [index, file] of files.entries()) {
  const text = texts[index] ?? '';
  const { spec } = parse(text) as { spec: { versions: { schema: { openAPIV3Schema: Node } }[] } };
  const nodes = spec.versions.flatMap(({ schema }) => nodesOf(schema.openAPIV3Schema, '').toArray());

  test(`${file} documents every field for kubectl explain`, (t) => {
    // The API server forbids a description of metadata, and documents it itself.
    const silent = nodes.filter(([path, { description }]) => !/^\.metadata$|\{\}$/.test(path) && !description);
    t.deepEqual(
      silent.map(([path]) => path),
      [],
    );
  });

  test(`${file} bounds every list, which keeps the cost of rules within the API server's limit`, (t) => {
    const endless = nodes.filter(([, { type, maxItems }]) => type === 'array' && maxItems === undefined);
    t.deepEqual(
      endless.map(([path]) => path),
      [],
    );
  });

  test(`${file} has a message for every rule`, (t) => {
    const rules = nodes.flatMap(([, node]) => node['x-kubernetes-validations'] ?? []);
    t.true(rules.every(({ message, messageExpression }) => message !== undefined || messageExpression !== undefined));
  });

  test(`${file} fits into the last-applied annotation of kubectl apply`, (t) => {
    t.true(text.length < 200_000, `${text.length} bytes`);
    t.true(JSON.stringify(parse(text)).length < 200_000);
  });
}

test('generated files are what npm run generate writes', async (t) => {
  const generate = promisify(execFile)(process.execPath, [join(ROOT, 'scripts/generate.ts'), '--check']);
  await t.notThrowsAsync(generate);
});

/** Apart from the image, which a domain has to name. */
async function roudiOf(plural: string): Promise<object> {
  const text = await readFile(join(ROOT, 'crds', `${plural}.iceoryx.io.yaml`), 'utf8');
  const { spec } = parse(text) as { spec: { versions: { schema: { openAPIV3Schema: Node } }[] } };
  const roudi = spec.versions[0]?.schema.openAPIV3Schema.properties?.['spec']?.properties?.['roudi'];
  const { image: _, ...others } = roudi?.properties ?? {};
  return others;
}

test('RouDi has the same description in all schemas', async (t) => {
  const ofPods = await roudiOf('iceoryxdeployments');
  t.true(Object.keys(ofPods).length > 10);
  t.deepEqual(await roudiOf('iceoryxdomains'), ofPods);
});
