import { writeFile } from 'node:fs/promises';
import type { ExecutionContext } from 'ava';
import { diagnose } from '../../src/iceoryx/diagnose.ts';
import type { Finding } from '../../src/iceoryx/messages.ts';
import type { Speaker } from '../../src/iceoryx/signatures.ts';
import type { Release } from '../../src/iceoryx/release.ts';
import type { Program } from '../../lab/host/program.ts';
import type { Circumstances, Sandbox } from '../../lab/iceoryx/sandbox.ts';

/** A sandbox with a release's programs, and the diagnosis of their output. */
export class Stage {
  readonly release: Release;
  readonly sandbox: Sandbox;
  readonly #t: ExecutionContext;
  readonly #heard: (release: Release, id: string) => void;
  readonly #roles = new Map<Program, Speaker>();

  /** @param heard is called with every finding of `says` and `ends` */
  constructor(t: ExecutionContext, release: Release, sandbox: Sandbox, heard: (release: Release, id: string) => void) {
    this.#t = t;
    this.#heard = heard;
    this.release = release;
    this.sandbox = sandbox;
  }

  /** A stage for the programs of another release in this sandbox. */
  of(release: Release): Stage {
    return new Stage(this.#t, release, this.sandbox, this.#heard);
  }

  get isOld(): boolean {
    return this.release.id === '2.0';
  }

  start(role: Speaker, circumstances: Circumstances, ...command: readonly [string, ...string[]]): Program {
    const program = this.sandbox.startAs(circumstances, ...command);
    this.#roles.set(program, role);
    return program;
  }

  roudi(...args: readonly string[]): Program {
    return this.start('roudi', {}, 'iox-roudi', '-c', '/etc/roudi.toml', '-l', 'info', ...args);
  }

  async readyRoudi(...args: readonly string[]): Promise<Program> {
    const roudi = this.roudi(...args);
    await ready(roudi);
    return roudi;
  }

  app(words: string, circumstances: Circumstances = {}): Program {
    return this.start('app', circumstances, 'counter', ...words.split(' '));
  }

  async configure(text: string): Promise<void> {
    await writeFile(this.sandbox.path('/etc/roudi.toml'), text);
  }

  async names(groups: string): Promise<void> {
    await writeFile(this.sandbox.path('/etc/passwd'), 'root:x:0:0::/:/bin/sh\niox:x:1000:1000::/:/bin/sh\n');
    await writeFile(this.sandbox.path('/etc/group'), groups);
  }

  async sh(script: string): Promise<void> {
    const program = this.sandbox.start('sh', '-ec', script);
    if ((await program.exitCode) !== 0) {
      throw new Error(`${script}: ${program.stderr.join('\n')}`);
    }
  }

  /** Waits until the diagnosis of the program's output so far has all of these. */
  async says(program: Program, ...ids: readonly string[]): Promise<void> {
    const has = (all: readonly string[]) => ids.every((id) => all.includes(id));
    await program
      .until((p) => has(this.#diagnose(p).map(({ id }) => id)), 20)
      .catch((error: unknown) => {
        throw new Error(`says ${ids.join(', ')}: ${String(error)}`);
      });
    this.#record(ids);
  }

  /** Asserts that the program exits with the code, and that the diagnosis has these, the first of them first. */
  async ends(program: Program, code: number, ...ids: readonly string[]): Promise<Finding[]> {
    this.#t.is(await program.exitCode, code, program.stderr.slice(-20).join('\n'));
    const findings = this.#diagnose(program, code);
    const found = findings.map(({ id }) => id);
    this.#t.is(found[0], ids[0], program.output);
    this.#t.deepEqual(
      ids.filter((id) => !found.includes(id)),
      [],
      found.join(', '),
    );
    this.#t.true(found.indexOf('OtherError') === -1, 'every message is known');
    this.#record(ids);
    return findings;
  }

  /** Asserts that the program exits with 0 and that there is no error to be found. */
  async endsCleanly(program: Program): Promise<void> {
    this.#t.is(await program.exitCode, 0);
    this.#t.deepEqual(
      this.#diagnose(program, 0).filter(({ severity }) => severity === 'Error'),
      [],
    );
  }

  #diagnose(program: Program, exitCode?: number): Finding[] {
    const role = this.#roles.get(program);
    return diagnose({
      output: program.output,
      release: this.release,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(role === undefined ? {} : { role }),
    });
  }

  #record(ids: readonly string[]): void {
    ids.forEach((id) => this.#heard(this.release, id));
  }
}

/** Waits until RouDi reports that it is ready. */
export async function ready(roudi: Program): Promise<void> {
  await roudi.until((p) => p.output.includes('ready for clients'), 20);
}

/** Waits until the test app has reported this. */
export async function event(app: Program, kind: string): Promise<void> {
  await app.until(({ stdout }) => stdout.some((line) => line.includes(`"event":"${kind}"`)), 20);
}
