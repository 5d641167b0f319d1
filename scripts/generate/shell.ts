import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { camelCase, header } from './header.ts';

const DIRECTORY = 'src/pod/scripts';

/**
 * The scripts of pods as string constants: the code that builds pods does no I/O, and every byte of them is stored in
 * each pod. A line `. lib/NAME.sh` stands for the functions of that file, which does not exist in a pod.
 */
export async function shellFiles(root: string): Promise<[path: string, text: string][]> {
  const directory = join(root, DIRECTORY);
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.sh')).sort();
  if (names.length === 0) {
    return [];
  }
  const constants = await Promise.all(
    names.map(async (name) => {
      const script = await joined(directory, name, new Set());
      return `\n/** ${name} */\nexport const ${camelCase(basename(name, '.sh'))} = ${templateLiteral(script)};\n`;
    }),
  );
  return [[`${DIRECTORY}/scripts.generated.ts`, header(`${DIRECTORY}/**/*.sh`) + constants.join('')]];
}

/** A script with the text of each file that it sources in the place of the first line that does. */
async function joined(directory: string, name: string, known: Set<string>): Promise<string> {
  let script = '';
  for (const line of (await readFile(join(directory, name), 'utf8')).split('\n')) {
    const [, sourced] = /^\. (lib\/\S+)$/.exec(line) ?? [];
    if (sourced === undefined) {
      script += isForReadersOnly(line) ? '' : `${line}\n`;
    } else if (!known.has(sourced)) {
      known.add(sourced);
      script += await joined(directory, sourced, known);
    }
  }
  return script;
}

/** A line that starts with `#` inside a here-document would be removed as well. */
function isForReadersOnly(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function templateLiteral(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}
