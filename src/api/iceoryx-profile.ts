import type { IceoryxDeployment, IceoryxDeploymentSpec } from './iceoryx-deployment.generated.ts';
import type { IceoryxProfile, IceoryxProfileSpec } from './iceoryx-profile.generated.ts';
import { fieldAt, type Problem, unless } from './rules/problem.ts';
import { podProblems, policyProblems } from './rules.ts';
import { IN_DEPLOYMENT, type TemplatePlace } from './rules/template.ts';
import { withDefaults } from './structure.ts';
import { notAllowed, problemsBy, storedBy } from './validation.ts';

export type { IceoryxProfile, IceoryxProfileSpec } from './iceoryx-profile.generated.ts';

/** The fields of an IceoryxDeployment that say how pods use iceoryx, whatever they are pods of. */
const FIELDS = [
  'roudi',
  'domain',
  'containers',
  'runtimeNames',
  'cycloneDDS',
  'agent',
  'identity',
  'sharedMemory',
  'termination',
  'recovery',
] as const satisfies readonly (keyof IceoryxDeploymentSpec)[];

type Field = (typeof FIELDS)[number];
/** What a profile says about pods, apart from when pods that exist get it. */
export type Policies = Pick<IceoryxDeploymentSpec, Field>;

/** The fields that an IceoryxDeployment does not have in this form, with the values that they can have. */
const CHOICES = { rollout: ['Automatic', 'OnNextChange'], missed: ['Report', 'Replace'] } as const satisfies {
  readonly [Name in Exclude<keyof IceoryxProfileSpec, Field>]: readonly NonNullable<IceoryxProfileSpec[Name]>[];
};

/** Why an API server would refuse an IceoryxProfile as its author wrote it. */
export function profileProblems(written: unknown): Problem[] {
  const { spec } = (written ?? {}) as { spec?: unknown };
  const given = typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? spec : undefined;
  const others = Object.entries(given ?? {}).filter(([key]) => !isField(key));
  return [
    ...others.flatMap(([key, value]) =>
      Object.hasOwn(CHOICES, key) ? choiceProblems(key, value) : [foreign(key, value)],
    ),
    ...problemsBy(
      ({ metadata, spec: policies }) => [...nameProblems(metadata.name), ...policyProblems(policies)],
      given === undefined ? written : { ...(written as object), spec: { ...fieldsOf(given), template: ANY_TEMPLATE } },
    ),
  ];
}

function foreign(key: string, value: unknown): Problem {
  const message = `there is no field ${key} in an IceoryxProfile; remove it or correct its name`;
  return { path: `spec.${key}`, value, message };
}

function choiceProblems(key: string, value: unknown): Problem[] {
  const allowed: readonly unknown[] = CHOICES[key as keyof typeof CHOICES];
  // A null is as good as no value: the API server sets the default.
  return unless(
    value === null || value === undefined || allowed.includes(value),
    `spec.${key}`,
    value,
    notAllowed(value, allowed as readonly string[]),
  );
}

/** A template that stands for that of any workload. */
const ANY_TEMPLATE = { spec: { containers: [{ name: 'app' }] } };

/** A profile and a template with the schema's defaults and without nulls, as the API server would store them. */
export interface Use {
  readonly policies: Policies;
  readonly template: IceoryxDeploymentSpec['template'];
  readonly problems?: never;
}

/**
 * A profile and a template as the API server would store them, or why the pods of a workload cannot be made from the two,
 * apart from what only shows when sizes are computed.
 */
export function useOf(
  profile: IceoryxProfile,
  template: unknown,
  place: TemplatePlace,
): Use | { readonly problems: Problem[] } {
  const rules = ({ spec }: IceoryxDeployment): Problem[] => podProblems(spec, spec.template, place);
  const { object, problems = [] } = storedBy(rules, asDeployment(profile, template));
  return object === undefined
    ? { problems: problems.map((problem) => ({ ...problem, path: moved(problem.path, place.root) })) }
    : useIn(object);
}

/** The same, and the template is valid. */
export function stored(profile: IceoryxProfile, template: unknown): Use {
  return useIn(withDefaults(asDeployment(profile, template) as IceoryxDeployment));
}

function useIn({ spec }: IceoryxDeployment): Use {
  return { policies: fieldsOf(spec), template: spec.template };
}

function asDeployment({ metadata, spec }: IceoryxProfile, template: unknown): object {
  return { metadata: { name: metadata.name }, spec: { ...fieldsOf(spec), template } };
}

function fieldsOf(spec: object): Policies {
  return Object.fromEntries(Object.entries(spec).filter(([key]) => isField(key)));
}

function isField(key: string): boolean {
  return FIELDS.some((field) => field === key);
}

function nameProblems(name: string): Problem[] {
  return unless(
    name.length <= 63,
    'metadata.name',
    name,
    `name '${name}' has ${name.length} characters; use at most 63, as pods name it in a label`,
  );
}

/** The path in a workload of what the schema has at `spec.template`. */
function moved(path: string, root: string): string {
  const { root: from } = IN_DEPLOYMENT;
  if (path === from) {
    return root;
  }
  return path.startsWith(`${from}.`) ? fieldAt(root, path.slice(from.length + 1)) : path;
}
