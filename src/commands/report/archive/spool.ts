import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileKind, ReportFile } from '../files/manifest.ts';

/** A file of the report, and where its content waits for the archive. */
export interface Spooled {
  readonly file: ReportFile;
  readonly source: string;
}

/**
 * Files that wait for the archive, in a directory that only this user can read. The first file of the archive tells the
 * sizes of all, so they must be complete before it is written, and may be too much for memory.
 */
export class Spool {
  readonly #directory = mkdtempSync(join(tmpdir(), 'iceoryx-report-'));
  readonly #files = new Map<string, Spooled>();

  /** Adds a file. Its content has to be without secrets already. */
  async add(kind: FileKind, path: string, content: string, cut?: string): Promise<void> {
    const name = this.#freeName(path);
    const source = join(this.#directory, String(this.#files.size));
    const file = { path: name, kind, bytes: Buffer.byteLength(content), ...(cut === undefined ? {} : { cut }) };
    // Before the file is written: others may be added meanwhile.
    this.#files.set(name, { file, source });
    await writeFile(source, content, { mode: 0o600 });
  }

  /** The files in the order of the archive: what to read first, and then by their names. */
  get files(): Spooled[] {
    return [...this.#files.values()].sort(
      ({ file: a }, { file: b }) =>
        Number(b.kind === 'overview') - Number(a.kind === 'overview') || (a.path < b.path ? -1 : 1),
    );
  }

  /** Removes all. */
  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** Names may have become equal when secrets were taken out of them. */
  #freeName(path: string): string {
    let name = path;
    for (let number = 2; this.#files.has(name); number += 1) {
      name = `${path}.${number}`;
    }
    return name;
  }
}
