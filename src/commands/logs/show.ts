import type { Pod } from '../../controllers/resources.ts';
import { type Release, type ReleaseId, RELEASES } from '../../iceoryx/release.ts';
import { objectKey } from '../../kube/object.ts';
import { untilSignal } from '../../runtime/signals.ts';
import { paintFor } from '../../terminal/paint.ts';
import { printableLines } from '../../text.ts';
import { type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { reader } from '../kit/output.ts';
import { releaseIn } from '../kit/release.ts';
import { findSubject, listPods, selectedSubject } from '../kit/subject.ts';
import { POD_KINDS, targetOf } from '../kit/target.ts';
import { type ContainerRun, isShown, runsOf } from './container-runs.ts';
import { type FollowOptions, Follower } from './follow.ts';
import { inJson } from './json.ts';
import type { LogLine } from './line.ts';
import { Marker } from './marker.ts';
import { noticesOf } from './notices.ts';
import { LineWriter, summary } from './text.ts';
import { wholeLogs } from './whole.ts';

export interface LogsOptions extends ClusterOptions {
  readonly selector?: string | undefined;
  readonly follow?: true | undefined;
  /** In seconds. */
  readonly since?: number | undefined;
  readonly tail?: number | undefined;
  readonly previous?: true | undefined;
  readonly container?: readonly string[] | undefined;
  readonly findingsOnly?: true | undefined;
  readonly release?: ReleaseId | undefined;
  readonly maxLogRequests: number;
  readonly output: 'json' | 'text';
}

/** Lines are written together until they are so long. */
const WRITE_TOGETHER = 64 * 1024;

/** Shows logs of RouDi, agents and apps, merged by time and marked. */
export async function showLogs(name: string | undefined, options: LogsOptions): Promise<void> {
  const { selector = '', follow, since, tail, previous = false, container: containers = [], maxLogRequests } = options;
  const target = name === undefined ? undefined : targetOf(name, POD_KINDS);
  await withCluster(options, async ({ client, access, namespace = access.namespace }) => {
    const subject =
      target === undefined ? selectedSubject(namespace, selector) : await findSubject(client, target, namespace);
    const pods = await listPods(client, subject.sources);
    subject.missing.forEach(notice);
    const output = new Output(options, !subject.isPod && (pods.length !== 1 || follow === true));
    pods.forEach((pod) => output.appeared(pod));
    const part = { sinceSeconds: since, tailLines: tail };
    const common = { client, containers, part };
    if (follow) {
      if (pods.length === 0) {
        notice(`there are no pods for ${subject.name} in namespace ${namespace} yet; waiting for them`);
      }
      const { isPod: endsWithPods, sources } = subject;
      const settings = { endsWithPods, sources, most: maxLogRequests, signal: untilSignal() };
      const show = (lines: readonly LogLine[]): void => output.show(lines);
      const changed: FollowOptions['changed'] = (pod, before, after) => output.changed(pod, before, after);
      await new Follower({ ...common, ...settings, changed, show, notice }).run();
    } else {
      if (pods.length === 0) {
        throw new Error(`there are no pods for ${subject.name} in namespace '${namespace}'`);
      }
      const told = new Set<string>();
      const failed = (text: string): void => {
        if (!told.has(text)) {
          notice(text);
        }
        told.add(text);
        process.exitCode = 1;
      };
      for await (const line of wholeLogs({ ...common, pods, previous, most: maxLogRequests, failed })) {
        output.show([line]);
      }
    }
    output.end(follow === true);
  });
}

/** Something that is no line of a log. */
function notice(text: string): void {
  process.stderr.write(`${printableLines(text)}\n`);
}

/** Writes lines to standard output, and at the end what was found to standard error. */
class Output {
  readonly #options: LogsOptions;
  readonly #releases = new Map<string, Release | undefined>();
  readonly #marker: Marker;
  readonly #writer: LineWriter;
  #lines = 0;
  #text = '';

  /** @param hasPods whether lines name their pod */
  constructor(options: LogsOptions, hasPods: boolean) {
    this.#options = options;
    this.#marker = new Marker(({ namespace, pod }) => this.#releases.get(`${namespace}/${pod}`));
    this.#writer = new LineWriter({ reader: reader(), hasPods }, new Date().toISOString().slice(0, 10));
  }

  appeared(pod: Pod): void {
    const { release, container = [] } = this.#options;
    const shown = runsOf(pod).filter((run) => isShown(run, container));
    this.#writer.expect(
      pod.metadata.name,
      shown.map((run) => run.container),
    );
    this.#releases.set(objectKey(pod), release === undefined ? releaseIn(pod) : RELEASES[release]);
  }

  changed(pod: Pod, before: readonly ContainerRun[] | undefined, after: readonly ContainerRun[]): void {
    this.appeared(pod);
    const { name, namespace = '' } = pod.metadata;
    for (const { text, ended } of noticesOf(name, before, after)) {
      notice(text);
      if (ended !== undefined) {
        const { run, finding } = ended;
        this.#marker.ended({ namespace, pod: name, container: run.container, at: run.end?.at ?? 0 }, finding);
      }
    }
  }

  /** Without `--follow`, several calls may be written together. */
  show(lines: readonly LogLine[]): void {
    const { findingsOnly, follow, output } = this.#options;
    for (const line of lines) {
      this.#lines++;
      const marked = this.#marker.mark(line);
      if (findingsOnly !== true || marked.findings.length > 0) {
        this.#text += output === 'json' ? inJson(marked) : this.#writer.write(marked);
      }
    }
    if (follow === true || this.#text.length > WRITE_TOGETHER) {
      this.#flush();
    }
  }

  /** @param always whether to say that nothing was found */
  end(always: boolean): void {
    this.#flush();
    const { totals } = this.#marker;
    if (always || this.#options.findingsOnly === true || totals.length > 0) {
      const to = { paint: paintFor(process.stderr), width: undefined };
      process.stderr.write(`\n${summary(totals, this.#lines, to)}`);
    }
  }

  #flush(): void {
    if (this.#text !== '') {
      process.stdout.write(this.#text);
      this.#text = '';
    }
  }
}
