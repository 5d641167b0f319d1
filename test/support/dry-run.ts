import type { Kubectl } from '../../lab/cluster/kubectl.ts';

/**
 * An API server's answers to objects that it must not store, with every unknown field an error, as with kubectl.
 * Requests are collected while kubectl is running, and sent together by the next one.
 */
export class DryRun {
  readonly #kubectl: Kubectl;
  /** Answers by the exact content of the object: one that was tried before has its answer already. */
  readonly #answers = new Map<string, Promise<void>>();
  readonly #waiting = new Set<string>();
  #next: Promise<void> | undefined;
  #latest: Promise<void> = Promise.resolve();

  constructor(kubectl: Kubectl) {
    this.#kubectl = kubectl;
  }

  /**
   * Tries objects, each by itself.
   *
   * @throws the refusal of any of them
   */
  async admits(objects: readonly object[]): Promise<void> {
    const keys = objects.map((object) => JSON.stringify(object));
    for (const key of keys.filter((each) => !this.#answers.has(each))) {
      this.#waiting.add(key);
      this.#next ??= this.#tryWaiting();
      this.#answers.set(key, this.#next);
    }
    const answers = await Promise.allSettled(keys.map(async (key) => this.#answers.get(key)));
    if (answers.some(({ status }) => status === 'rejected')) {
      // The refusal may be about other objects that were tried at the same time.
      await this.#try(keys);
    }
  }

  async #tryWaiting(): Promise<void> {
    await this.#latest.catch(() => undefined);
    const objects = [...this.#waiting];
    this.#waiting.clear();
    this.#next = undefined;
    this.#latest = this.#try(objects);
    await this.#latest;
  }

  async #try(objects: readonly string[]): Promise<void> {
    const input = `{"apiVersion":"v1","kind":"List","items":[${objects.join()}]}`;
    await this.#kubectl.run(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], { input });
  }
}
