import { Command } from '@commander-js/extra-typings';
import { renderOptions } from './render/options.ts';

export function injectCommand() {
  return renderOptions(
    new Command('inject').summary('add RouDi to the workloads of files whose pods ask for it').description(
      `Adds RouDi and the agent to the workloads of YAML or JSON files whose pods ask for an IceoryxProfile by a label, and prints all objects of the files for kubectl apply. What does not ask is printed as it is, in the same order. IceoryxProfiles are left out: nothing in a cluster reads them. What was printed can be used again, and stays as it is. For example
  helm template . | kubectl iceoryx inject -f - --profile camera.yaml | kubectl apply -f -

Exit codes: 0 all pods that ask can have RouDi; 1 some cannot, or none ask: all problems are on standard error, one a line, and standard output is empty; 2 the command line is wrong. Warnings are on standard error as well, and are not failures.`,
    ),
  ).action(async (options) => (await import('./render/inject-all.ts')).inject(options));
}
