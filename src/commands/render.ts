import { Command } from '@commander-js/extra-typings';
import { outputOption } from './kit/output.ts';
import { renderOptions } from './render/options.ts';

export function renderCommand() {
  return renderOptions(
    new Command('render')
      .summary('print the Deployments that the operator would make from files')
      .description(
        `Prints the Deployments that the operator would make from IceoryxDeployments in YAML or JSON files, and the workloads whose pods ask for an IceoryxProfile, with RouDi in their pods, without a cluster. Other objects are ignored; lists are expanded. The files must contain the IceoryxDomains and IceoryxProfiles that the objects name.

Exit codes: 0 all objects are valid; 1 an object is invalid, or there is none: all problems are on standard error, one a line, and standard output is empty; 2 the command line is wrong. Warnings are not failures.`,
      )
      .addOption(
        outputOption(
          ['yaml', 'json'],
          'yaml with comments on what was added and why, or json with all computed values',
        ).default('yaml' as const),
      )
      .option('--explain', 'instead of the objects, print what was added and computed, and why'),
  ).action(async (options) => (await import('./render/render-all.ts')).render(options));
}
