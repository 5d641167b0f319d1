import { _, Ajv, type CodeKeywordDefinition, type KeywordCxt, stringify } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { formats, haveDistinctKeys } from '../../src/api/schema-checks.ts';
import type { Schema } from './schema.ts';

/**
 * A module that validates against a schema and fills in its defaults. It is generated because compiling it at runtime
 * takes longer than everything else in a short command.
 */
export function validator(schema: Schema): string {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    useDefaults: true,
    formats,
    keywords: [listMapKeys],
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
  const code = standaloneCode.default(ajv, ajv.compile(forAjv(schema, '') as object));
  return [
    '// @ts-nocheck: written by ajv, in JavaScript',
    '/* oxlint-disable */',
    "import { formats, haveDistinctKeys } from './schema-checks.ts';",
    asImports(code),
  ].join('\n');
}

/** ajv writes `require` for its own helpers in ES modules as well (ajv-validator/ajv#2209). */
function asImports(code: string): string {
  const imported = code
    .replace(/^"use strict";\n?/, '')
    .replaceAll(
      /const (\w+) = require\("ajv\/dist\/runtime\/(\w+)"\)\.default;/g,
      "import $1 from '@kubernetes-models/validate/runtime/$2';",
    );
  if (imported.includes('require(')) {
    throw new Error('ajv uses a helper that asImports does not know; add it there');
  }
  return imported;
}

const listMapKeys: CodeKeywordDefinition = {
  keyword: 'x-kubernetes-list-map-keys',
  type: 'array',
  code: (context: KeywordCxt): void => {
    const check = context.gen.scopeValue('func', { ref: haveDistinctKeys, code: _`haveDistinctKeys` });
    context.fail(_`!${check}(${context.data}, ${stringify(context.schema)})`);
  },
};

/** Not needed for validation: most of a schema is descriptions and rules in CEL. */
const LEFT_OUT = new Set(['description', 'x-kubernetes-validations']);

/** Describes the parts of Kubernetes' schemas that ajv does not know in terms of ajv. */
function forAjv(node: unknown, path: string): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => forAjv(item, path));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const entries = Object.entries(node)
    .filter(([key]) => path.endsWith('/properties') || !LEFT_OUT.has(key))
    .map(([key, value]) => [key, forAjv(value, `${path}/${key}`)] as const);
  const converted: Record<string, unknown> = Object.fromEntries(entries);
  if (converted['x-kubernetes-int-or-string'] === true) {
    converted['type'] = ['integer', 'string'];
  }
  if (converted['x-kubernetes-list-type'] === 'set') {
    converted['uniqueItems'] = true;
  }
  const closed = converted['type'] === 'object' && converted['properties'] !== undefined;
  if (closed && converted['x-kubernetes-preserve-unknown-fields'] !== true && path !== '/properties/metadata') {
    converted['additionalProperties'] = false;
  }
  return converted;
}
