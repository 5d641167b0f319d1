import { appsLineIn, type AppsSeen } from '../../controllers/pods/diagnosis/apps-line.ts';
import { Heard } from '../../controllers/pods/diagnosis/heard.ts';
import type { HeardAt } from '../../controllers/pods/diagnosis/ready-rounds.ts';
import { isUnknownError } from '../../iceoryx/diagnose.ts';
import { Hearing } from '../../iceoryx/hearing.ts';
import { type Finding, quoted } from '../../iceoryx/messages.ts';
import type { LogRead, PodEvidence } from './evidence.ts';

/** Unknown lines that are shown of each log. */
const MOST_UNKNOWN = 5;

/** When a message was said first and last, in milliseconds since 1970. */
export interface Said {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** A pod, and what was heard in its logs. */
export interface Patient extends PodEvidence {
  readonly heard: PodHeard;
}

/** What was heard in the logs of a pod. */
export interface PodHeard {
  /** Findings by container and run. */
  readonly inRuns: Heard;
  /** Findings in the present runs. */
  readonly now: ReadonlyMap<string, readonly HeardAt[]>;
  /** When each was said, by {@link saidKey}. */
  readonly times: ReadonlyMap<string, Said>;
  readonly unknown: readonly { readonly container: string; readonly at: number; readonly line: string }[];
  /** The apps as the agent reports them; null if it does not. */
  readonly apps: AppsSeen | null;
}

export function saidKey(container: string, id: string): string {
  return `${container} ${id}`;
}

/** Recognises what the programs of a pod said. */
export function listen(evidence: PodEvidence): Patient {
  const { observed, logs, release } = evidence;
  const inRuns = new Heard();
  const now = new Map<string, HeardAt[]>();
  const times = new Map<string, Said>();
  const unknown: PodHeard['unknown'][number][] = [];
  let apps: AppsSeen | null = null;
  for (const log of logs) {
    const { role } = observed.containers.find(({ name }) => name === log.container) ?? {};
    if (role === 'agent') {
      apps = appsLineIn(log.lines.map(({ text }) => text)) ?? apps;
    }
    if (role !== 'roudi' && role !== 'app') {
      continue;
    }
    const findings = heardIn(log, new Hearing({ role, ...(release === undefined ? {} : { release }) }), times);
    inRuns.add(observed.metadata.uid ?? '', log.container, log.run.began, findings);
    unknown.push(...unknownIn(log));
    if (log.run.ended === undefined) {
      const told = findings.filter(({ severity }) => severity !== 'Info');
      now.set(
        log.container,
        told.map((finding) => ({ finding, at: times.get(saidKey(log.container, finding.id))?.last ?? 0 })),
      );
    }
  }
  return { ...evidence, heard: { inRuns, now, times, unknown, apps } };
}

function heardIn({ container, lines }: LogRead, hearing: Hearing, times: Map<string, Said>): readonly Finding[] {
  for (const { at = 0, text } of lines) {
    for (const { id } of hearing.take(text)) {
      const key = saidKey(container, id);
      const { first, last, count } = times.get(key) ?? { first: at, last: at, count: 0 };
      times.set(key, { first: Math.min(first, at), last: Math.max(last, at), count: count + 1 });
    }
  }
  return hearing.findings();
}

function unknownIn({ container, lines }: LogRead): PodHeard['unknown'] {
  const found = new Map<string, number>();
  for (const { at = 0, text } of lines) {
    if (found.size < MOST_UNKNOWN && isUnknownError(text)) {
      const line = quoted(text);
      found.set(line, found.get(line) ?? at);
    }
  }
  return [...found].map(([line, at]) => ({ container, at, line }));
}
