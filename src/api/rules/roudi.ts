import type { Roudi } from '../iceoryx-deployment.generated.ts';
import { type Problem, unless } from './problem.ts';
import { resourceProblems } from './resources.ts';
import { segmentsProblems } from './segments.ts';

/** Problems of the RouDi of a pod or a domain. Without an image, only the problems of every release are found. */
export function roudiProblems(roudi: Roudi): Problem[] {
  return [
    ...imageProblems(roudi),
    ...(roudi.extraArgs ?? []).flatMap((argument, index) => argumentProblems('extraArgs', argument, index)),
    ...segmentsProblems(roudi.segments ?? []),
  ];
}

function imageProblems({ image, release, terminationDelaySeconds, segments = [], resources }: Roudi): Problem[] {
  const isOld = release === undefined ? image !== undefined && OLD_TAG.test(image) : release === '2.0';
  const largest = Math.max(0, ...segments.flatMap(({ mempools }) => mempools.map(({ size }) => size)));
  return [
    ...unless(
      release !== undefined || image === undefined || KNOWN_TAG.test(image),
      'spec.roudi.image',
      image,
      `the tag of image '${image}' names neither iceoryx 2.0 nor 2.95, and others, such as 1.0, are not supported; if the image holds one of the two, set release to it`,
    ),
    ...unless(
      image === undefined || /^[^ \t\r\n]+$/.test(image),
      'spec.roudi.image',
      image,
      `image '${image}' contains white space; write a reference such as registry.example.com/iceoryx/roudi:2.0.6`,
    ),
    ...unless(
      terminationDelaySeconds === undefined || !isOld,
      'spec.roudi.terminationDelaySeconds',
      terminationDelaySeconds,
      `terminationDelaySeconds is ${terminationDelaySeconds}, but RouDi 2.0 has no such flag and would not start; remove it or use an image of release 2.95`,
    ),
    ...unless(
      !isOld || largest <= 2 ** 32 - 48,
      'spec.roudi.segments',
      segments,
      `size ${largest} does not fit in the 32 bits that RouDi 2.0 has for it; use at most 4294967248, or an image of release 2.95`,
    ),
    ...resourceProblems('spec.roudi.resources', resources),
  ];
}

/** Images whose tag names a release line. */
const [OLD_TAG, KNOWN_TAG] = ['2[.]0', '2[.](0|95)'].map(
  (line) => new RegExp(`:([^/:@]*[^0-9.:/@])?${line}([.][0-9]+)?([^0-9.:/@][^/:@]*)?(@[^/@]*)?$`),
) as [RegExp, RegExp];

/**
 * RouDi's flags that users must not pass, mostly because they have a field of their own. getopt accepts any unambiguous
 * abbreviation of a long flag.
 */
const FLAGS = [
  {
    short: '-c',
    long: '--config-file',
    instead: 'the operator sets -c (--config-file) itself; use spec.roudi.segments instead',
  },
  {
    short: '-m',
    long: '--monitoring-mode',
    instead: 'the operator sets -m (--monitoring-mode) itself; use spec.roudi.monitoring instead',
  },
  {
    short: '-l',
    long: '--log-level',
    instead: 'the operator sets -l (--log-level) itself; use spec.roudi.logLevel instead',
  },
  {
    short: '-x',
    long: '--compatibility',
    instead: 'the operator sets -x (--compatibility) itself; use spec.roudi.compatibility instead',
  },
  {
    short: '-k',
    long: '--kill-delay',
    instead: 'the operator sets -k (--kill-delay) itself; use spec.roudi.killDelaySeconds instead',
  },
  {
    short: '-t',
    long: '--termination-delay',
    instead: 'the operator sets -t (--termination-delay) itself; use spec.roudi.terminationDelaySeconds instead',
  },
  {
    short: '-u',
    long: '--unique-roudi-id',
    instead: "-u (--unique-roudi-id) is the operator's; remove it, as every pod has a RouDi of its own",
  },
] as const;

/** Rejects flags among RouDi's arguments that belong to the operator, or that keep RouDi from running. */
export function argumentProblems(field: 'command' | 'extraArgs', argument: string, index: number): Problem[] {
  const path = `spec.roudi.${field}[${index}]`;
  const [word = ''] = argument.split('=');
  const is = (short: string, long: string): boolean =>
    argument.startsWith(short) || (argument.length > 2 && long.startsWith(word));
  return [
    ...FLAGS.flatMap(({ short, long, instead }) =>
      unless(!is(short, long), path, argument, `${field} has '${argument}', but ${instead}`),
    ),
    ...unless(
      !is('-h', '--help') && !is('-v', '--version'),
      path,
      argument,
      `${field} has '${argument}', which makes RouDi print and exit instead of run; remove it`,
    ),
  ];
}
