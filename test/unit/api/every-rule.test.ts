import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import { domainProblems } from '../../../src/api/rules/domain.ts';
import type { Problem } from '../../../src/api/rules/problem.ts';
import { problemsOf } from '../../../src/api/validation.ts';
import { AGAINST_DOMAIN_RULES, AGAINST_RULES } from '../../api/invalid-specs.ts';

/*
 * Every CEL rule of the schemas has an object that breaks it. test/api/crd.test.ts checks that the API server refuses
 * the same objects in the same words.
 */

interface Rule {
  readonly rule: string;
  readonly fieldPath?: string;
  readonly message?: string;
  readonly messageExpression?: string;
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node;
  readonly 'x-kubernetes-validations'?: readonly Rule[];
}

/** Rules with the path that they validate. */
function* rulesOf(node: Node, path: string): Generator<[path: string, rule: Rule]> {
  for (const rule of node['x-kubernetes-validations'] ?? []) {
    yield [`${path}${rule.fieldPath ?? ''}`, rule];
  }
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    yield* rulesOf(property, `${path}.${name}`);
  }
  if (node.items !== undefined) {
    yield* rulesOf(node.items, `${path}[]`);
  }
  if (node.additionalProperties !== undefined) {
    yield* rulesOf(node.additionalProperties, `${path}[]`);
  }
}

/** The longest part of a rule's message that does not depend on the object. */
function wordsOf({ message, messageExpression = '' }: Rule): string {
  const texts = message === undefined ? (messageExpression.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g) ?? []) : [];
  const fragments = texts.flatMap((text) => text.slice(1, -1).split(/%[sd%]/));
  const [longest = ''] = fragments.toSorted((a, b) => b.length - a.length);
  return (message ?? longest).trim().replaceAll(String.raw`\"`, '"');
}

const CASES: Readonly<Record<string, readonly Problem[]>> = {
  iceoryxdeployments: AGAINST_RULES.flatMap(({ object }) => problemsOf(object)),
  iceoryxdomains: AGAINST_DOMAIN_RULES.flatMap(({ object }) => domainProblems(object)),
};
for (const [plural, problems] of Object.entries(CASES)) {
  test(`there is a case against every rule of ${plural}`, async (t) => {
    const text = await readFile(join(import.meta.dirname, `../../../crds/${plural}.iceoryx.io.yaml`), 'utf8');
    const { spec } = parse(text) as { spec: { versions: { schema: { openAPIV3Schema: Node } }[] } };
    const rules = spec.versions.flatMap(({ schema }) => [...rulesOf(schema.openAPIV3Schema, '')]);
    t.true(rules.length > 20);
    const told = problems.map(({ path, message }) => ({ path: `.${path.replaceAll(/\[[^\]]*\]/g, '[]')}`, message }));
    const seen = new Set<string>();
    for (const [path, rule] of rules) {
      const words = wordsOf(rule);
      t.true(words.length >= 12, `${path}: ${rule.rule} says nothing of its own`);
      t.false(seen.has(`${path} ${words}`), `${path}: two rules say: ${words}`);
      seen.add(`${path} ${words}`);
    }
    const unbroken = rules.filter(
      ([path, rule]) => !told.some((problem) => problem.path === path && problem.message.includes(wordsOf(rule))),
    );
    t.deepEqual(
      unbroken.map(([path, rule]) => `${path}: ${rule.rule}`),
      [],
    );
  });
}
