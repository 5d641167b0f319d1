import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shownIn } from './shown.ts';

/** The pages for users that show what commands print. */
export function pagesWithOutput(root: string): string[] {
  return globSync(['README.md', 'docs/**/*.md'], { cwd: root })
    .filter((page) => shownIn(readFileSync(join(root, page), 'utf8')).length > 0)
    .toSorted();
}
