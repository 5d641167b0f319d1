import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { completions } from './candidates.ts';

/** Bits of cobra's ShellCompDirective: whether the shell offers files beside the candidates. */
const WITH_FILES = 0;
const WITHOUT_FILES = 4;

/**
 * Prints what may stand where the line ends, as kubectl reads it from a program kubectl_complete-NAME
 * (kubectl 1.36, pkg/cmd/plugin/plugin_completion.go): a candidate and its description in each line, then the directive.
 */
export async function complete(root: CommandUnknownOpts, words: readonly string[]): Promise<void> {
  const { candidates, files } = await completions(root, words, async (names, place) => {
    const { liveNames } = await import('./live.ts');
    return liveNames(names, place);
  });
  const lines = candidates.map(({ value, description }) => (description ? `${value}\t${description}` : value));
  const text = [...lines, `:${files ? WITH_FILES : WITHOUT_FILES}`, ''].join('\n');
  // A credential plugin of the kubeconfig may not have ended yet.
  process.stdout.write(text, () => process.exit());
}
