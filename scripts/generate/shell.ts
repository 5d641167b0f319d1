import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { camelCase, header } from './header.ts';

const DIRECTORY = 'src/pod/scripts';

/** The scripts of pods as string constants: what builds pods does no I/O, and every byte of them is stored in each pod. */
export async function shellFiles(root: string): Promise<[path: string, text: string][]> {
  const names = (await readdir(join(root, DIRECTORY)).catch(() => [])).filter((name) => name.endsWith('.sh')).sort();
  if (names.length === 0) {
    return [];
  }
  const constants = await Promise.all(
    names.map(async (name) => {
      const script = strip(await readFile(join(root, DIRECTORY, name), 'utf8'));
      return `\n/** ${name} */\nexport const ${camelCase(basename(name, '.sh'))} = ${templateLiteral(script)};\n`;
    }),
  );
  return [[`${DIRECTORY}/scripts.generated.ts`, header(`${DIRECTORY}/*.sh`) + constants.join('')]];
}

/** Without the lines that only a reader needs. A line that starts with `#` inside a here-document would go as well. */
function strip(script: string): string {
  return script
    .split('\n')
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .join('\n');
}

function templateLiteral(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}
