/**
 * The parts of pages that show what a command prints:
 *
 *     <!-- shown: COMMAND -->
 *     <!-- end -->
 *
 * Further lines of the marker say more:
 *
 * - `only: WORDS, WORDS` leaves out the paragraphs of the output that do not begin so; `first` and `last` are those.
 * - `until: PATTERN` is for a command that goes on: what is shown is its screen, once it matches the regular expression.
 * - `meanwhile: COMMAND` is run once the screen shows something.
 */
export interface Shown extends Asked {
  /** What stands in the page now. */
  readonly text: string;
}

/** What a page wants to show. */
export interface Asked {
  readonly command: string;
  /** How the paragraphs begin that are shown, or `first` and `last`; empty for all of them. */
  readonly only: readonly string[];
  readonly until: string | undefined;
  readonly meanwhile: string | undefined;
}

const BLOCK =
  /(?<begin>^<!-- shown: (?<command>[^\n]+?)(?<more>(?:\n +[a-z]+: [^\n]+?)*) -->\n)(?<text>[^]*?)(?<end>^<!-- end -->$)/gm;
const LEFT_OUT = '…';

/** The parts of a page, in its order. */
export function shownIn(page: string): Shown[] {
  return [...page.matchAll(BLOCK)].map(({ groups }) => ({ ...askedBy(groups), text: groups?.['text'] ?? '' }));
}

/**
 * The page with what its commands print now, below the command as it is typed.
 *
 * @throws Error if a command printed nothing, or has no paragraph that the page asks for
 */
export function withShown(page: string, printed: (asked: Asked) => string): string {
  return page.replace(BLOCK, (...matched) => {
    const groups = matched.at(-1) as Readonly<Record<string, string>>;
    const asked = askedBy(groups);
    const output = excerptOf(asked, printed(asked));
    return `${groups['begin']}\n\`\`\`\n$ ${asked.command}\n${output}\n\`\`\`\n\n${groups['end']}`;
  });
}

function askedBy({ command = '', more = '' }: Readonly<Record<string, string | undefined>> = {}): Asked {
  const given = (name: string): string | undefined => new RegExp(`^ +${name}: (.*)$`, 'm').exec(more)?.[1];
  return { command, only: given('only')?.split(', ') ?? [], until: given('until'), meanwhile: given('meanwhile') };
}

function excerptOf({ command, only }: Asked, output: string): string {
  const text = output.replace(/[^\S\n]+$/gm, '').trimEnd();
  if (text === '') {
    throw new Error(`${command}: it printed nothing`);
  }
  if (only.length === 0) {
    return text;
  }
  const paragraphs = text.split(/\n{2,}/);
  const shown = only.map((words) => {
    const index = words === 'first' ? 0 : words === 'last' ? -1 : paragraphs.findIndex((one) => one.startsWith(words));
    if (index === -1 && words !== 'last') {
      throw new Error(`${command}: no paragraph of its output begins with '${words}':\n${text}`);
    }
    return paragraphs.at(index);
  });
  const wanted = new Set(shown);
  return paragraphs
    .map((paragraph) => (wanted.has(paragraph) ? paragraph : LEFT_OUT))
    .filter((paragraph, index, all) => paragraph !== LEFT_OUT || all[index - 1] !== LEFT_OUT)
    .join('\n\n');
}
