import type { IceoryxDeployment, IceoryxDeploymentSpec } from './iceoryx-deployment.generated.ts';
import { fieldAt, type Problem, unless } from './rules/problem.ts';
import { podProblems, policyProblems } from './rules.ts';
import { IN_DEPLOYMENT, type TemplatePlace } from './rules/template.ts';
import { withDefaults } from './structure.ts';
import { problemsBy } from './validation.ts';

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

export type IceoryxProfileSpec = Pick<IceoryxDeploymentSpec, (typeof FIELDS)[number]>;

/**
 * What pods of any workload need to use iceoryx. They ask for it by a label. The fields are those of an
 * IceoryxDeployment and are validated by the same schema and rules. There is no definition for the API server: it
 * would store objects that nothing in the cluster reads.
 */
export interface IceoryxProfile {
  readonly apiVersion: 'iceoryx.io/v1alpha1';
  readonly kind: 'IceoryxProfile';
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: IceoryxProfileSpec;
}

/** Why an API server would refuse an IceoryxProfile as its author wrote it. */
export function profileProblems(written: unknown): Problem[] {
  const { spec } = (written ?? {}) as { spec?: unknown };
  const given = typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? spec : undefined;
  const foreign = Object.keys(given ?? {}).filter((key) => !isField(key));
  return [
    ...foreign.map((key) => ({
      path: `spec.${key}`,
      value: given?.[key as keyof typeof given],
      message: `there is no field ${key} in an IceoryxProfile; remove it or correct its name`,
    })),
    ...problemsBy(
      ({ metadata, spec: policies }) => [...nameProblems(metadata.name), ...policyProblems(policies)],
      given === undefined ? written : { ...(written as object), spec: { ...fieldsOf(given), template: ANY_TEMPLATE } },
    ),
  ];
}

/** A template that stands for that of any workload. */
const ANY_TEMPLATE = { spec: { containers: [{ name: 'app' }] } };

/** Why the pods of a workload cannot be made from a profile, apart from what only shows when sizes are computed. */
export function useProblems(profile: IceoryxProfile, template: unknown, place: TemplatePlace): Problem[] {
  const rules = ({ spec }: IceoryxDeployment): Problem[] => podProblems(spec, spec.template, place);
  return problemsBy(rules, asDeployment(profile, template)).map((problem) => ({
    ...problem,
    path: moved(problem.path, place.root),
  }));
}

/** A profile and a valid template with the schema's defaults and without nulls, as the API server would store them. */
export function stored(
  profile: IceoryxProfile,
  template: unknown,
): { readonly policies: IceoryxProfileSpec; readonly template: IceoryxDeploymentSpec['template'] } {
  const { spec } = withDefaults(asDeployment(profile, template) as IceoryxDeployment);
  return { policies: fieldsOf(spec), template: spec.template };
}

function asDeployment({ metadata, spec }: IceoryxProfile, template: unknown): object {
  return { metadata: { name: metadata.name }, spec: { ...spec, template } };
}

function fieldsOf(spec: object): IceoryxProfileSpec {
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
