import type { Condition } from '../../api/iceoryx-deployment.generated.ts';
import type { Facts } from './facts.ts';

/** Why checks of objects have nothing to do. */
export const NO_OBJECT = 'there is no object of our kinds';

/** What checks read of an object of any of our kinds. */
export interface OurObject {
  /** `Kind namespace/name` */
  readonly object: string;
  /** The arguments by which kubectl finds it. */
  readonly forKubectl: string;
  readonly kind: string;
  readonly generation: number;
  readonly observed: number | undefined;
  readonly conditions: readonly Condition[];
  readonly created: number;
  readonly deleted: number | undefined;
  readonly warnings: readonly { readonly field?: string; readonly message?: string }[];
}

/** Facts that hold the objects of our namespaced kinds. */
export const OBJECTS = ['deployments', 'profiles', 'domains'] as const;

interface Raw {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly conditions?: Condition[];
    readonly warnings?: { readonly field?: string; readonly message?: string }[];
  };
}

export function ourObjects(facts: Pick<Facts, (typeof OBJECTS)[number]>): OurObject[] {
  const kinds = [
    ['IceoryxDeployment', 'ioxd', facts.deployments],
    ['IceoryxProfile', 'ioxprofile', facts.profiles],
    ['IceoryxDomain', 'ioxdom', facts.domains],
  ] as const;
  return kinds.flatMap(([kind, short, objects]) => ofKind(kind, short, objects));
}

/** The same of sweeps, which are of the cluster. */
export function ourSweeps(sweeps: Facts['sweeps']): OurObject[] {
  return ofKind('IceoryxSweep', 'ioxsweep', sweeps);
}

/** Times are strings in JSON; only the generated types of their metadata say otherwise. */
function ofKind(kind: string, short: string, objects: readonly unknown[]): OurObject[] {
  return (objects as readonly Raw[]).map((raw) => ourObject(kind, short, raw));
}

function ourObject(kind: string, short: string, { metadata, status = {} }: Raw): OurObject {
  const { name, namespace, generation = 0, creationTimestamp = '', deletionTimestamp } = metadata;
  return {
    object: `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`,
    forKubectl: `${short} ${name}${namespace === undefined ? '' : ` -n ${namespace}`}`,
    kind,
    generation,
    observed: status.observedGeneration,
    conditions: status.conditions ?? [],
    created: Date.parse(creationTimestamp),
    deleted: deletionTimestamp === undefined ? undefined : Date.parse(deletionTimestamp),
    warnings: status.warnings ?? [],
  };
}

export function conditionOf({ conditions }: OurObject, wanted: string): Condition | undefined {
  return conditions.find(({ type }) => type === wanted);
}

/** What a message says, and what it says to do, where it does. */
export function partsOf(message: string): { what: string; remedy: string | undefined } {
  const [what = '', rest] = message.split(/ What to do: /, 2);
  // What a program wrote, and when, belongs to what is wrong.
  const [remedy, ...said] = rest?.split(/(?= It said: | It ended with )/) ?? [];
  return { what: [what, ...said.map((one) => one.trim())].join(' '), remedy: remedy?.replace(/\.$/, '') };
}
