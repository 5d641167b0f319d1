import { printable } from '../../text.ts';
import { inWords, throwFaults } from './faults.ts';
import { commentedYaml } from './output.ts';
import { isProfile } from './profiles.ts';
import { type RenderOptions, type Settings, settingsOf } from './settings.ts';
import { type FileDocument, isList } from './sources.ts';
import { type Outcome, outcomeOf } from './workloads.ts';

/** Puts RouDi into the pods that ask for it, as a filter between what makes manifests and what applies them. */
export async function inject(options: RenderOptions): Promise<void> {
  const { text, warnings } = injectAll(await settingsOf(options, 'the workloads'));
  process.stderr.write(warnings.map((line) => `warning: ${printable(line)}\n`).join(''));
  process.stdout.write(text);
}

/**
 * The objects of all files as one text, with RouDi in the pods that ask.
 *
 * @throws Error with every fault of every object, one per line
 */
export function injectAll(settings: Settings): { text: string; warnings: string[] } {
  const { files, given } = settings;
  const checked = files.map((file) => {
    const documents = file.documents.map((document) => injectedInto(document, settings));
    return { file, documents, faults: documents.flatMap(({ outcomes }) => outcomes.flatMap(({ faults }) => faults)) };
  });
  throwFaults([...checked, ...given.map((file) => ({ file, faults: [] }))], 'injected');
  const documents = checked.flatMap((each) => each.documents);
  const outcomes = documents.flatMap((document) => document.outcomes);
  if (outcomes.length === 0) {
    throw new Error(
      `no pods ask for RouDi in ${files.map(inWords).join(', ')}; add the label iceoryx.io/profile to the metadata of a pod template`,
    );
  }
  return {
    text: joined(documents.flatMap((document) => document.text ?? [])),
    warnings: outcomes.flatMap(({ rendering, subject }) =>
      (rendering?.warnings ?? []).map((warning) => `${subject}: ${warning}`),
    ),
  };
}

interface Injected {
  /** Undefined if nothing of the document is left. */
  readonly text?: string;
  /** Of the objects that ask. */
  readonly outcomes: readonly Outcome[];
}

function injectedInto({ text, value, sources }: FileDocument, settings: Settings): Injected {
  const items = sources
    .filter((source) => !isProfile(source.value))
    .map((source) => ({ value: source.value, outcome: outcomeOf(source.value, source.name, settings) }));
  const outcomes = items.flatMap(({ outcome }) => outcome ?? []);
  if (items.length === 0 && sources.length > 0) {
    return { outcomes };
  }
  if (items.length === sources.length && outcomes.every(({ rendering }) => rendering === undefined)) {
    return { text, outcomes };
  }
  const renderings = items.map((item, index) => ({
    value: item.outcome?.rendering?.object ?? item.value,
    comments: (item.outcome?.rendering?.changes ?? []).map(({ path, reason }) => ({
      path: [...(isList(value) ? ['items', index] : []), ...(item.outcome?.rendering?.at ?? []), ...path],
      reason,
    })),
  }));
  const objects = renderings.map((each) => each.value);
  const whole = isList(value) ? { ...value, items: objects } : objects[0];
  return {
    text: `---\n${commentedYaml(
      whole,
      renderings.flatMap(({ comments }) => comments),
    )}`,
    outcomes,
  };
}

/** A document with its separator, which directives and comments may precede. */
const SEPARATED = /^(?:[ \t]*(?:#.*|%.*)?\r?\n)*---(?=\s|$)/;

/** Documents as one stream. Each but the first begins with the line that separates it. */
function joined(texts: readonly string[]): string {
  return texts
    .map((text, index) => {
      const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
      return index === 0 || SEPARATED.test(ended) ? ended : `---\n${ended}`;
    })
    .join('');
}
