import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The chart's own copy of crds/: helm reads nothing outside of a chart. */
export async function chartFiles(root: string): Promise<[path: string, text: string][]> {
  const names = (await readdir(join(root, 'crds'))).filter((name) => name.endsWith('.yaml'));
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const text = await readFile(join(root, 'crds', name), 'utf8');
      return [
        `helm/iceoryx-operator/files/crds/${name}`,
        `# Generated from crds/${name} by \`npm run generate\`. Do not edit.\n${text}`,
      ];
    }),
  );
}
