import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';

/** A file in an archive. */
export interface Entry {
  readonly name: string;
  readonly file: string;
  readonly executable?: boolean;
}

/** Writes a .tar.gz. The same files give the same bytes, whenever and by whom they are packed. */
export async function archive(out: string, entries: readonly Entry[]): Promise<void> {
  const packed = await packTar(
    await Promise.all(
      entries.map(async ({ name, file, executable = false }) => {
        const body = await readFile(file);
        const header = {
          name,
          size: body.length,
          mode: executable ? 0o755 : 0o644,
          mtime: new Date(0),
          uid: 0,
          gid: 0,
        };
        return { header, body };
      }),
    ),
  );
  await writeFile(out, gzipSync(packed));
}
