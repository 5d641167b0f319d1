import { stringify } from 'yaml';
import type { KubeObject } from '../../kube/object.ts';
import { escaped, printableLines } from '../../text.ts';
import type { AgentStatus } from '../kit/agent-status.ts';
import type { Spool } from './archive/spool.ts';
import type { Outcome } from '../check/perform.ts';
import { checksInWords } from './files/checks.ts';
import { eventTable } from './files/event-table.ts';
import { findingsOf } from './files/findings.ts';
import { keptOf, nodeLabelsSelected } from './gather/kept.ts';
import { overviewOf } from './files/overview.ts';
import { type Manifest, removedInWords } from './files/manifest.ts';
import { namespacePath, objectPath, podPath } from './files/paths.ts';
import type { Found } from './gather/collection.ts';
import type { EventsOf } from './gather/events.ts';
import type { Lacks } from './gather/ledger.ts';
import type { Operators } from './gather/operator.ts';
import type { ContainerLog } from './gather/logs.ts';
import type { Redactor } from './redact/redactor.ts';

/** What a manifest says besides what the files themselves tell. */
export interface Facts extends Pick<Manifest, 'anonymous' | 'command' | 'madeAt' | 'versions'> {
  readonly lacks: Lacks;
}

/** Turns what was read into files of a report. Everything passes the redactor on its way. */
export class Composer {
  readonly #redactor: Redactor;
  readonly #spool: Spool;
  readonly #findings: string[] = [];

  constructor(redactor: Redactor, spool: Spool) {
    this.#redactor = redactor;
    this.#spool = spool;
  }

  /** A file for each object, and the overview of them. */
  async addObjects(
    found: readonly Found[],
    operators: Pick<Operators, 'deployments' | 'otherWebhooks'>,
  ): Promise<void> {
    const selectedBy = nodeLabelsSelected(found.map(({ object }) => object));
    const clean: Found[] = [];
    for (const { resource, object } of found) {
      const kept = this.#redactor.object(keptOf(resource, object, selectedBy)) as KubeObject;
      clean.push({ resource, object: kept });
      const path = this.#redactor.text(objectPath(resource, object));
      await this.#spool.add('objects', path, escaped(stringify(kept, { lineWidth: 0, aliasDuplicateObjects: false })));
    }
    // It cuts messages, and a part of a secret would not be recognised.
    await this.#addText('overview', 'overview.txt', overviewOf(clean, operators));
  }

  /** A table of Events for each namespace. */
  async addEvents(all: readonly EventsOf[]): Promise<void> {
    for (const { namespace, events } of all) {
      await this.#addText('events', namespacePath(namespace, 'events.txt'), eventTable(events));
    }
  }

  /** What `kubectl iceoryx check` says. */
  async addChecks(outcomes: readonly Outcome[]): Promise<void> {
    await this.#addText('overview', 'checks.txt', checksInWords(this.#redactor.object(outcomes) as Outcome[]));
  }

  /** A log as it is, colours and all. */
  async addLog(log: ContainerLog): Promise<void> {
    const { pod, container, isPrevious, tail, cut } = log;
    const path = podPath(pod, `${container.name}${isPrevious ? '.previous' : ''}.log`);
    const text = this.#redactor.text(tail.text);
    // Of what is left: a finding quotes parts of lines, and a part of a secret would not be recognised.
    const findings = findingsOf(log, text, path);
    if (findings !== undefined) {
      this.#findings.push(findings);
    }
    await this.#spool.add('logs', this.#redactor.text(path), text, cut);
  }

  /** What an agent tells. */
  async addAgentStatus(pod: KubeObject, status: AgentStatus): Promise<void> {
    const path = this.#redactor.text(podPath(pod, 'agent-status.json'));
    const json = JSON.stringify(this.#redactor.object(status), undefined, 2);
    await this.#spool.add('agent status', path, `${escaped(json)}\n`);
  }

  /** What the logs mean, once all of them are there. */
  async addFindings(): Promise<void> {
    if (this.#findings.length > 0) {
      await this.#addText('overview', 'findings.txt', this.#findings.toSorted().join('\n'));
    }
  }

  /** What is in the report, once everything is there. */
  manifest({ lacks, ...facts }: Facts): Manifest {
    const clean = this.#redactor.object({ ...facts, ...lacks }) as Facts & Lacks;
    const files = this.#spool.files.map(({ file }) => file);
    return { report: 1, ...clean, files, removed: removedInWords(this.#redactor.tally.counts) };
  }

  async #addText(kind: 'events' | 'overview', path: string, text: string): Promise<void> {
    await this.#spool.add(kind, this.#redactor.text(path), printableLines(this.#redactor.text(text)));
  }
}
