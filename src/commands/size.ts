import { Command, Option } from '@commander-js/extra-typings';
import { PROVEN_RELEASES } from '../iceoryx/release.ts';
import { clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';
import { choiceOption, repeated, wholeNumber } from './usage.ts';

const RELEASES = PROVEN_RELEASES.map(({ id }) => id);
const ARCHITECTURES = ['x86-64', 'arm64'] as const;

export function sizeCommand() {
  return clusterOptions(
    new Command('size')
      .summary('compute pools and memory from the samples that apps exchange')
      .description(
        `Computes RouDi's memory pools, and the memory that a pod needs for them, from the samples that apps exchange. No cluster is needed for that. With a name, it tells instead what running RouDis have used of their pools at most, and which pools would do. For example
  kubectl iceoryx size --topic name=camera,size=6Mi,publishers=2,subscribers=3,queue=4 --topic ros=sensor_msgs/LaserScan:1081
  kubectl iceoryx size ioxd/hello

A topic is a list of words NAME=VALUE:
  size=BYTES         bytes of a sample, such as 640 or 6Mi
  ros=TYPE:DIMS      instead: a ROS 2 message by Cyclone DDS, such as sensor_msgs/Image:1920x1080:bgr8; --ros-types lists them
  name=NAME          for the table
  publishers=N, subscribers=N   how many there are (1)
  queue=N            capacity of a subscriber's queue, or depth for ROS 2 (iceoryx: 256; ros: 10)
  rate=HZ,late=SECONDS          instead of queue: a subscriber is late by so much at most
  held=N             samples that a subscriber has taken and not given back (1; ros: depth + 1)
  history=N          samples for subscribers that come later (0)
  loans=N            samples that a publisher fills at the same time (1)
  alignment=BYTES    of the payload (8)`,
      )
      .argument('[name]', 'pod, or KIND/NAME of what has pods with RouDi, such as ioxd/hello')
      .addOption(new Option('-t, --topic <words>', 'what apps exchange under one name; repeatable').argParser(repeated))
      .option(
        '-f, --file <file>',
        'YAML or JSON with a list of topics, each with these words as fields; - for standard input',
      )
      .addOption(
        new Option('--spare <percent>', 'chunks in addition, for topics that were forgotten')
          .default(20)
          .argParser((value) => wholeNumber('spare', value, 0, 1000)),
      )
      .addOption(choiceOption('--release <line>', 'of iceoryx', RELEASES).default('2.0' as const))
      .addOption(choiceOption('--arch <architecture>', 'of the nodes', ARCHITECTURES).default('x86-64' as const))
      .option('--profile <name>', 'print an IceoryxProfile of that name, for kubectl apply')
      .option('--image <image>', "RouDi's image in that profile (default: the operator's)")
      .option('--ros-types', 'list the ROS 2 messages whose size is known, with their dimensions')
      .addOption(
        outputOption(['table', 'yaml', 'json'], 'tables, or yaml of spec.roudi alone, or all as json').default(
          'table' as const,
        ),
      ),
  ).action(async (name, options) => (await import('./size/size.ts')).size(name, options));
}
