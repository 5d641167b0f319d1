import { Command } from '@commander-js/extra-typings';
import manifest from '../../package.json' with { type: 'json' };

export function versionCommand() {
  return new Command('version').summary('print the version').action(() => {
    process.stdout.write(`iceoryx-operator ${manifest.version}, Node ${process.version}\n`);
  });
}
