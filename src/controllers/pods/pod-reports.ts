import type { EventRecord } from '../../kube/events.ts';
import type { Log } from '../../runtime/log.ts';
import { type Diagnosed, type DiagnosticsOptions, type Patients, PodDiagnostics } from './diagnosis/diagnostics.ts';
import type { ObservedPod } from './observed-pod.ts';
import { eventOfRestart, fieldsOfRestart, RestartWatch } from './restarts.ts';

/** What is reported of the pods of an object. */
export interface PodReport extends Diagnosed {
  /** Restarts in place that were completed since the last report. */
  readonly events: readonly EventRecord[];
}

/** Reports pods of objects of a kind: their faults, and their restarts in place. */
export class PodReports {
  readonly #log: Log;
  readonly #diagnostics: PodDiagnostics;
  readonly #restarts: RestartWatch;

  constructor(options: DiagnosticsOptions) {
    this.#log = options.log;
    this.#diagnostics = new PodDiagnostics(options);
    this.#restarts = new RestartWatch(options.history);
  }

  /** Must be called with every state of every pod, in order. */
  observe(pod: ObservedPod): void {
    // Restarts are judged by the history that the diagnosis keeps.
    this.#diagnostics.observe(pod);
    this.#restarts.observe(pod);
  }

  /** Drops the state kept for a deleted pod. */
  forget(pod: Pick<ObservedPod, 'metadata'>): void {
    this.#diagnostics.forget(pod);
    this.#restarts.forget(pod);
  }

  /** Drops the state kept for a deleted object. */
  forgetOwner(key: string): void {
    this.#diagnostics.forgetOwner(key);
  }

  /** Diagnoses the pods of an object, and logs their restarts in place. */
  report(patients: Patients): PodReport {
    const restarts = this.#restarts.take(patients.pods);
    for (const restart of restarts) {
      this.#log.warn('pod restarted in place', { key: patients.key, ...fieldsOfRestart(restart) });
    }
    return { ...this.#diagnostics.diagnose(patients), events: restarts.map(eventOfRestart) };
  }
}
