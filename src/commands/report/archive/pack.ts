import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { packTar } from 'modern-tar/fs';
import type { Spooled } from './spool.ts';

/** A file whose content is at hand. */
export interface Head {
  readonly path: string;
  readonly content: string;
}

/**
 * Writes a compressed archive: first the heads, then the files, in their order, all below one directory. Nothing in it
 * tells who made it.
 */
export async function pack(
  directory: string,
  heads: readonly Head[],
  files: readonly Spooled[],
  mtime: Date,
  into: NodeJS.WritableStream,
): Promise<void> {
  const common = { mtime, mode: 0o644, uid: 0, gid: 0, uname: '', gname: '' };
  const sources = [
    ...heads.map(({ path, content }) => ({
      ...common,
      type: 'content' as const,
      content,
      target: `${directory}/${path}`,
    })),
    ...files.map(({ file, source }) => ({
      ...common,
      type: 'file' as const,
      source,
      target: `${directory}/${file.path}`,
    })),
  ];
  // One file at a time: more would be in memory at once.
  await pipeline(packTar(sources, { concurrency: 1 }), createGzip(), into);
}
