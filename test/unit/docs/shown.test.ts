/** Pages that show what `kubectl iceoryx` prints: from a run of a command that exists, by `npm run docs:kubectl`. */
import { globSync, readFileSync } from 'node:fs';
import type { CommanderError } from '@commander-js/extra-typings';
import test from 'ava';
import { shownIn, withShown } from '../../../scripts/kubectl-docs/shown.ts';
import { program } from '../../../src/commands/program.ts';
import { type Printed, commandsOf, wordsOf } from '../../support/printed-commands.ts';

const PAGES = ['README.md', ...globSync('docs/**/*.md').toSorted()];
const COMMAND_PAGES = ['docs/kubectl.md', ...globSync('docs/kubectl/*.md').toSorted()];
const text = (page: string): string => readFileSync(page, 'utf8');
const SHOWN = PAGES.flatMap((page) => shownIn(text(page)).map((shown) => ({ page, ...shown })));

/** The command lines of the program in a line of shell, without the program's name. */
function callsIn(printed: Printed): string[][] {
  const stages = printed.text.split(/\s[|&]+\s|<\(|\)$/);
  return stages
    .flatMap((stage) => /(?:^|-- )kubectl[ -]iceoryx (?<words>.*)/s.exec(stage)?.groups?.['words'] ?? [])
    .map((words) => wordsOf({ ...printed, text: words }));
}

/** Commands within sentences of a page. */
function inSentences(page: string): Printed[] {
  const sentences = text(page)
    .replaceAll(/^ *```[^]*?^ *```$/gm, '')
    .replaceAll(String.raw`\|`, '|');
  return [...sentences.matchAll(/`(?<code>kubectl[^`\n]*)`/g)].map(([, code = '']) => ({ page, text: code }));
}

/** Why the program refuses a command line; undefined if it takes it. */
function refusal(words: readonly string[]): string | undefined {
  const root = program();
  [root, ...root.commands].forEach((command) => command.configureOutput({ writeOut: () => undefined }));
  root.commands.forEach((command) => command.action(() => undefined));
  try {
    root.parse(words, { from: 'user' });
    return undefined;
  } catch (error) {
    const { exitCode, message } = error as CommanderError;
    // Help that was asked for.
    return exitCode === 0 ? undefined : message;
  }
}

test('there is output to check', (t) => {
  t.true(SHOWN.length > 5, `${SHOWN.length}`);
});

test('pages of commands have no output but what was printed', (t) => {
  const byHand = COMMAND_PAGES.flatMap((page) => {
    const others = text(page).replace(/^<!-- (?:shown|generated): [^]*?^<!-- end -->$/gm, '');
    const blocks = others.matchAll(/^ *```(?<language>.*)\n(?<code>[^]*?)^ *```$/gm);
    return [...blocks]
      .filter(({ groups }) => groups?.['language'] === '' || /^\$ /m.test(groups?.['code'] ?? ''))
      .map(({ groups }) => `${page}: ${groups?.['code']}`);
  });
  t.deepEqual(byHand, [], 'put it between <!-- shown: COMMAND --> and <!-- end -->; formulas are ```text');
});

test('what is shown was printed by its command', (t) => {
  for (const { page, command, text: block } of SHOWN) {
    const [, typed, output = ''] = /^\n```\n\$ (.*)\n([^]*)```\n\n$/.exec(block) ?? [];
    t.is(typed, command, `${page}: npm run docs:kubectl -- ${page}`);
    t.not(output.trim(), '', `${page}: ${command}`);
  }
});

test('every marker is one that the script finds', (t) => {
  for (const page of PAGES) {
    t.is(shownIn(text(page)).length, [...text(page).matchAll(/^ *<!-- shown: /gm)].length, page);
  }
});

test('the program takes every command line of its own that a page prints', (t) => {
  const printed = [
    ...SHOWN.map(({ page, command }) => ({ page, text: command })),
    ...PAGES.flatMap((page) => (page.startsWith('docs/adr/') ? [] : [...commandsOf(page), ...inSentences(page)])),
  ];
  let calls = 0;
  for (const command of printed) {
    for (const words of callsIn(command)) {
      calls += 1;
      t.is(refusal(words), undefined, `${command.page}: ${command.text}`);
    }
  }
  t.true(calls > 30, `${calls}`);
  t.regex(refusal(['status', '--al']) ?? '', /unknown option/);
  t.regex(refusal(['stauts']) ?? '', /unknown command/);
});

test('the index has every command for people, and its page', (t) => {
  const hidden = new Set(['run', 'sweep-machine', 'uninstall-check']);
  const names = program().commands.flatMap((command) => (hidden.has(command.name()) ? [] : [command.name()]));
  const index = text('docs/kubectl.md');
  t.deepEqual(
    names.filter((name) => !index.includes(`| [\`${name}\`](kubectl/`)),
    [],
  );
});

const PAGE = `before

<!-- shown: kubectl iceoryx status -->
old
<!-- end -->

<!-- shown: kubectl iceoryx check
     only: c, e, last -->
<!-- end -->
`;

test('a block has the command and what it printed, or the paragraphs that the page wants', (t) => {
  const outputs: Record<string, string> = {
    'kubectl iceoryx status': 'NAME  READY   \nhello True\n\n',
    'kubectl iceoryx check': 'a\n\nb\n\nc 1\nc 2\n\nd\n\nd\n\ne\n\nf\n',
  };
  t.is(
    withShown(PAGE, ({ command }) => outputs[command] ?? ''),
    `before

<!-- shown: kubectl iceoryx status -->

\`\`\`
$ kubectl iceoryx status
NAME  READY
hello True
\`\`\`

<!-- end -->

<!-- shown: kubectl iceoryx check
     only: c, e, last -->

\`\`\`
$ kubectl iceoryx check
…

c 1
c 2

…

e

f
\`\`\`

<!-- end -->
`,
  );
});

test('a command that prints nothing, or not what the page wants, is an error', (t) => {
  t.throws(() => withShown(PAGE, () => '\n'), { message: /printed nothing/ });
  t.throws(() => withShown(PAGE, () => 'a\n\nc\n'), { message: /begins with 'e'/ });
});
