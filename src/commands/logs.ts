import { Command, Option } from '@commander-js/extra-typings';
import { PROVEN_RELEASES } from '../iceoryx/release.ts';
import { clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';
import { choiceOption, repeated, seconds, UsageError, wholeNumber } from './usage.ts';

const RELEASES = PROVEN_RELEASES.map(({ id }) => id);
const MOST = 1_000_000_000;

export function logsCommand() {
  return clusterOptions(
    new Command('logs')
      .summary('logs of RouDi, agent and apps by time, with known messages explained')
      .description(
        `Prints the logs of RouDi, the agent and the apps of a pod, or of all pods of an object, merged by time (UTC). Lines that are known messages of iceoryx are coloured and explained, once for each container; later ones have their count. For example
  kubectl iceoryx logs hello-7d9c-x2x -f
  kubectl iceoryx logs ioxd/hello --since 10m --findings-only

With -f it goes on across restarts of containers, in place too, and with an object also as its pods come and go, until Ctrl-C. Without it all of the logs are printed, unless --tail or --since says less.

Exit codes: 0 all was printed; 1 a log could not be read; 2 the command line is wrong.`,
      )
      .argument('[name]', 'pod, or KIND/NAME of what has pods, such as ioxd/hello')
      .option('-l, --selector <labels>', 'pods with these labels, instead of a name')
      .option('-f, --follow', 'go on as lines are written')
      .addOption(
        new Option('--since <duration>', 'only lines that are no older, such as 90s, 10m or 24h').argParser((value) =>
          seconds('since', value),
        ),
      )
      .addOption(
        new Option('--tail <lines>', 'only so many last lines of each container (default: all)').argParser((value) =>
          value === '-1' ? undefined : wholeNumber('tail', value, 0, MOST),
        ),
      )
      .option('-p, --previous', 'the run before the present one, of each container that has one')
      .option('-c, --container <name>', 'only this container; may be repeated', repeated)
      .option('--findings-only', 'only lines that are known messages')
      .addOption(
        choiceOption('--release <line>', 'of iceoryx, instead of that by the image of RouDi, or all', RELEASES),
      )
      .addOption(
        new Option('--max-log-requests <n>', 'logs that are read at a time')
          .argParser((value) => wholeNumber('max-log-requests', value, 1, 10_000))
          .default(50),
      )
      .addOption(
        outputOption(['text', 'json'], 'text for people, or json, one object a line').default('text' as const),
      ),
  ).action(async (name, options) => {
    if ((name === undefined) === (options.selector === undefined)) {
      throw new UsageError('logs needs the name of a pod or KIND/NAME, or labels by -l, and not both');
    }
    if (options.previous === true && options.follow === true) {
      throw new UsageError('--previous and --follow cannot be had at once: a run that is over writes nothing more');
    }
    return (await import('./logs/show.ts')).showLogs(name, options);
  });
}
