import { Command } from '@commander-js/extra-typings';
import manifest from '../../package.json' with { type: 'json' };
import { clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';

/** Of this program, for reports. */
const OWN = `iceoryx-operator ${manifest.version}, Node ${process.version}\n`;

export function versionCommand() {
  return clusterOptions(
    new Command('version')
      .summary('print the versions of the program and of the cluster')
      .description(
        `Prints the version of this program, and of everything of iceoryx that runs in the cluster: operators, agents and RouDis with the number of their pods, definitions, and the API server; and says in words which of them do not go together, and what to do.

Exit codes: 0 the cluster was read, whether everything goes together or not; 1 it was not reached; 2 the command line is wrong.`,
      )
      .option('--client', 'only of this program, without a cluster')
      .addOption(outputOption(['json', 'yaml'], 'for programs; docs/kubectl/version.md has the fields')),
  ).action(async (options) => {
    if (options.client === true && options.output === undefined) {
      process.stdout.write(OWN);
      return;
    }
    await (await import('./version/version.ts')).version(OWN, options);
  });
}
