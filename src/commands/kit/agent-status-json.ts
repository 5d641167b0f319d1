/**
 * What an agent tells of its pod (`agent status -o json`, docs/agent.md, agent/internal/status). What it may not read, or
 * an agent of another version does not tell, is null, or an empty list with a reason beside it.
 */
export interface AgentStatus {
  /** Version of this JSON. Later ones may have more fields. */
  readonly protocol: number | null;
  readonly agent: {
    readonly version: string | null;
    /** `pod` beside its own RouDi, `domain` beside the RouDi of a domain, `member` beside apps of a domain. */
    readonly role: string | null;
    /** `Waiting`, `Following`, `Stopped` or `Gone`. */
    readonly phase: string | null;
    readonly message: string | null;
    /** Seconds in that phase. */
    readonly seconds: number | null;
  };
  /** Null where there is none in this pod. */
  readonly roudi: {
    readonly pid: number | null;
    readonly incarnation: string | null;
    readonly ageSeconds: number | null;
    /** A letter of proc(5). */
    readonly state: string | null;
  } | null;
  readonly roudiReason: string | null;
  readonly renewals: { readonly deaths: number | null; readonly nextDelaySeconds: number | null };
  /** When RouDi was last ended because the node's clock was set back; null where that was never. */
  readonly clockSetBack: { readonly seconds: number | null; readonly agoSeconds: number | null } | null;
  readonly apps: readonly AgentApp[];
  readonly appsReason: string | null;
  readonly segments: readonly AgentSegment[];
  readonly segmentsReason: string | null;
}

/** A process with a runtime of iceoryx, other than RouDi. */
export interface AgentApp {
  readonly pid: number | null;
  /** Name of its runtime. */
  readonly name: string | null;
  readonly container: string | null;
  readonly containerID: string | null;
  /** What it has touched of shared memory. */
  readonly sharedMemoryBytes: number | null;
}

/** A file of `/dev/shm`. */
export interface AgentSegment {
  readonly name: string;
  readonly bytes: number | null;
  /** What of it is in memory. */
  readonly residentBytes: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the JSON of an agent of any version.
 *
 * @throws Error if it is no such JSON
 */
export function parseAgentStatus(text: string): AgentStatus {
  const status = fieldsOf(parsed(text));
  if (status === null || fieldsOf(status['agent']) === null) {
    throw new Error('the agent answered with something else than its status');
  }
  const agent = fieldsOf(status['agent']) ?? {};
  const roudi = fieldsOf(status['roudi']);
  const renewals = fieldsOf(status['renewals']) ?? {};
  const clock = fieldsOf(status['clockSetBack']);
  return {
    protocol: number(status['protocol']),
    agent: {
      version: string(agent['version']),
      role: string(agent['role']),
      phase: string(agent['phase']),
      message: string(agent['message']),
      seconds: number(agent['seconds']),
    },
    roudi: roudi && {
      pid: number(roudi['pid']),
      incarnation: string(roudi['incarnation']),
      ageSeconds: number(roudi['ageSeconds']),
      state: string(roudi['state']),
    },
    roudiReason: string(status['roudiReason']),
    renewals: { deaths: number(renewals['deaths']), nextDelaySeconds: number(renewals['nextDelaySeconds']) },
    clockSetBack: clock && { seconds: number(clock['seconds']), agoSeconds: number(clock['agoSeconds']) },
    apps: list(status['apps']).map((app) => ({
      pid: number(app['pid']),
      name: string(app['name']),
      container: string(app['container']),
      containerID: string(app['containerID']),
      sharedMemoryBytes: number(app['sharedMemoryBytes']),
    })),
    appsReason: string(status['appsReason']),
    segments: list(status['segments']).flatMap((segment) => {
      const name = string(segment['name']);
      const sizes = { bytes: number(segment['bytes']), residentBytes: number(segment['residentBytes']) };
      return name === null ? [] : [{ name, ...sizes }];
    }),
    segmentsReason: string(status['segmentsReason']),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf).filter((one) => one !== null) : [];
}

function number(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 ? value : null;
}

function string(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
