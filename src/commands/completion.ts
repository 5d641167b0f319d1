import { Argument, Command } from '@commander-js/extra-typings';

export function completionCommand() {
  return new Command('completion')
    .summary('print a script by which a shell completes commands, options and names')
    .description(
      `Prints a script by which a shell completes kubectl-iceoryx, called directly. For example
  source <(kubectl iceoryx completion bash)

kubectl completes "kubectl iceoryx" itself, in every shell that it has a completion for, where it finds a program kubectl_complete-iceoryx on PATH. That is this program by another name:
  ln -s "$(command -v kubectl-iceoryx)" ~/.local/bin/kubectl_complete-iceoryx

Names of objects are looked up in the cluster for a second at most.`,
    )
    .addArgument(new Argument('<shell>', 'whose script').choices(['bash', 'zsh', 'fish']))
    .action(async (shell) => {
      const { scriptFor } = await import('./completion/scripts.ts');
      process.stdout.write(scriptFor(shell));
    });
}
