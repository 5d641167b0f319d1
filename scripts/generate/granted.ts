import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { camelCase, header } from './header.ts';

const SOURCE = 'helm/iceoryx-operator/files/rbac';

/** The rights that the chart gives the operator, by part, for `kubectl iceoryx check` to compare with. */
export async function grantedFiles(root: string): Promise<[path: string, text: string][]> {
  const names = (await readdir(join(root, SOURCE))).filter((name) => name.endsWith('.yaml')).toSorted();
  const parts = await Promise.all(
    names.map(async (name) => {
      const rules: unknown = parse(await readFile(join(root, SOURCE, name), 'utf8'));
      return [camelCase(basename(name, '.yaml')), rules] as const;
    }),
  );
  const text = [
    header(SOURCE),
    '/** Rights that the chart gives the operator, by the part of it that needs them. */',
    `export const GRANTED = ${JSON.stringify(Object.fromEntries(parts), undefined, 2)};`,
    '',
  ].join('\n');
  return [['src/commands/check/granted.generated.ts', text]];
}
