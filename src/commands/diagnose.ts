import { Command, Option } from '@commander-js/extra-typings';
import { PROVEN_RELEASES } from '../iceoryx/release.ts';
import { allNamespacesOption, clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';
import { choiceOption, seconds, UsageError, wholeNumber } from './usage.ts';

const RELEASES = PROVEN_RELEASES.map(({ id }) => id);

export function diagnoseCommand() {
  return allNamespacesOption(
    clusterOptions(
      new Command('diagnose')
        .summary('explain what is wrong in pods, or in a log, and how to fix it')
        .description(
          `Explains what is wrong in a pod, or in all pods of an object: what the programs and the kubelet said, what it means, its cause and how to fix it. It reads what the operator reads: states and exit codes of containers, logs of RouDi and the apps with those of the run before, and Events. For example
  kubectl iceoryx diagnose ioxd/hello
  kubectl iceoryx diagnose deploy/mine -n robots
  kubectl iceoryx diagnose -A

With -A it is about all pods that use iceoryx, or those with the labels of -l. Otherwise, without a name, or with -, it explains a log on standard input. For example
  kubectl logs POD -c CONTAINER | kubectl iceoryx diagnose

Exit codes: 0 something known was found, 1 nothing was, which of pods means that they are well or that nothing explains their state; 2 the command line is wrong.`,
        )
        .argument('[name]', 'pod, or KIND/NAME of what has pods, such as ioxd/hello; - for a log on standard input')
        .option('-f, --filename <file>', 'log to read instead of pods, - for standard input')
        .option('-l, --selector <labels>', 'pods with these labels, instead of a name')
        .addOption(
          new Option('--since <duration>', 'how far back things count that are over, such as 90s, 10m or 24h')
            .argParser((value) => seconds('since', value))
            .default(24 * 3600, '24h'),
        )
        .addOption(choiceOption('--release <line>', 'of iceoryx, instead of that by the image, or all', RELEASES))
        .addOption(choiceOption('--role <who>', 'of a log: program that wrote it, instead of either', ['roudi', 'app']))
        .addOption(
          new Option('--exit-code <n>', 'of a log: exit code of its program, as Kubernetes reports it').argParser(
            (value) => wholeNumber('exit-code', value, 0, 255),
          ),
        )
        .addOption(outputOption(['text', 'json'], 'text for people or json').default('text' as const)),
    ),
  ).action(async (name, { filename, role, exitCode, selector, ...options }) => {
    const { allNamespaces } = options;
    const isLog =
      filename !== undefined ||
      name === '-' ||
      (name === undefined && selector === undefined && allNamespaces !== true);
    if (allNamespaces === true && (isLog || name !== undefined)) {
      throw new UsageError(
        `${name ?? filename ?? 'a log'} cannot be diagnosed in all namespaces; use -n for the namespace of an object, and -A with labels or alone`,
      );
    }
    const given = [filename, name, selector].filter((each) => each !== undefined);
    if (given.length > 1) {
      throw new UsageError(`${given.join(' and ')} cannot be diagnosed at once; name one of them`);
    }
    if (!isLog && (role !== undefined || exitCode !== undefined)) {
      throw new UsageError('--role and --exit-code are for logs; of pods both are known');
    }
    if (isLog && filename === undefined && name === undefined && process.stdin.isTTY) {
      throw new UsageError('nothing to diagnose; name a pod or KIND/NAME, or pass a log on standard input');
    }
    return isLog
      ? (await import('./diagnose/log.ts')).diagnoseLog({ ...options, filename: filename ?? '-', role, exitCode })
      : (await import('./diagnose/pods.ts')).diagnosePods(name, { ...options, selector });
  });
}
