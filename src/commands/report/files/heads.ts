import type { Manifest } from './manifest.ts';
import { readmeOf } from './readme.ts';

/** The first files of an archive: what is in it, for people and for programs. */
export function headsOf(manifest: Manifest): { readonly path: string; readonly content: string }[] {
  return [
    { path: 'README.txt', content: readmeOf(manifest) },
    { path: 'manifest.json', content: `${JSON.stringify(manifest, undefined, 2)}\n` },
  ];
}
