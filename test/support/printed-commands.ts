import { readFileSync } from 'node:fs';

/** A command of a page, as it is printed there and pasted from there. */
export interface Printed {
  readonly page: string;
  /** The command with its continuation lines and its here-document. */
  readonly text: string;
}

/** The commands in the `sh` blocks of a page, in order, without comments. */
export function commandsOf(page: string): Printed[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^ *```(?:sh|console)\n(?<code>.*?)^ *```$/gms);
  return [...blocks].flatMap(({ groups }) => commandsIn(groups?.['code'] ?? '').map((text) => ({ page, text })));
}

function commandsIn(code: string): string[] {
  const commands: string[] = [];
  let open: { readonly until?: string } | undefined;
  for (const line of code.split('\n')) {
    if (open !== undefined) commands.push(`${commands.pop()}\n${line}`);
    else if (line.trim() !== '' && !line.trim().startsWith('#')) commands.push(line.trim());
    else continue;
    open = goesOn(line, open?.until);
  }
  return commands;
}

/** Whether the command continues on the next line, and which line ends an open here-document. */
function goesOn(line: string, until: string | undefined): { readonly until?: string } | undefined {
  if (until !== undefined) return line.trim() === until ? undefined : { until };
  const delimiter = /<<'?(?<word>\w+)'?/.exec(line)?.groups?.['word'];
  if (delimiter !== undefined) return { until: delimiter };
  return line.endsWith('\\') ? {} : undefined;
}

/** The words of a command that can be split without a shell, without a trailing comment. */
export function wordsOf({ text }: Printed): string[] {
  const plain = text.replaceAll('\\\n', ' ').replace(/\s#.*$/m, '');
  return [...plain.matchAll(/'[^']*'|"[^"]*"|\S+/g)].map(([word]) =>
    word.replace(/^(?<quote>['"])(?<text>.*)\k<quote>$/s, '$<text>'),
  );
}

/** The values of an option of a command, such as `--values FILE` or `--set=KEY=VALUE`. */
export function valuesOf(words: readonly string[], ...names: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const [name = '', value] = word.split(/=(?<value>.*)/s);
    if (!names.includes(name)) return [];
    return [value ?? words[index + 1] ?? ''];
  });
}
