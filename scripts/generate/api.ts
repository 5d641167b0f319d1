import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { header, kebabCase } from './header.ts';
import { interfaces } from './interfaces.ts';
import type { Definition } from './schema.ts';
import { validator } from './validator.ts';

/** The kinds whose objects are validated without an API server. */
const VALIDATED: ReadonlySet<string> = new Set(['IceoryxDeployment', 'IceoryxDomain']);

/** For each file in crds/, a module with its types and its schema, and one that validates, if requested. */
export async function apiFiles(root: string): Promise<[path: string, text: string][]> {
  const names = (await readdir(join(root, 'crds'))).filter((name) => name.endsWith('.yaml')).sort();
  const files = await Promise.all(
    names.map(async (name) => filesOf(`crds/${name}`, await readFile(join(root, 'crds', name), 'utf8'))),
  );
  return files.flat();
}

function filesOf(source: string, yaml: string): [path: string, text: string][] {
  const { spec } = parse(yaml) as Definition;
  const { kind } = spec.names;
  const version = spec.versions.find(({ storage }) => storage);
  if (version === undefined) {
    throw new Error(`${source}: no version is stored; set storage: true on one of them`);
  }
  const schema = version.schema.openAPIV3Schema;
  const parts = [
    header(source),
    interfaces(kind, `${spec.group}/${version.name}`, schema),
    `/** Schema of ${kind} as the API server has it, CEL rules included. */\n`,
    `export const schema = ${JSON.stringify(schema, undefined, 2)};\n`,
  ];
  const path = `src/api/${kebabCase(kind)}`;
  return [
    [`${path}.generated.ts`, parts.join('\n')],
    ...(VALIDATED.has(kind)
      ? [[`${path}-validator.generated.ts`, `${header(source)}${validator(schema)}`] satisfies [string, string]]
      : []),
  ];
}
