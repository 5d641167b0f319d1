import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type {
  IceoryxDeployment,
  IceoryxDeploymentSpec,
  Roudi,
  Segment,
  Strategy,
  Termination,
} from './iceoryx-deployment.generated.ts';
import { isQuantity, parseQuantity } from './quantity.ts';

/** One thing about an object that cannot work. */
export interface Problem {
  /** Where, as the API server writes it: `spec.roudi.segments[0].mempools[1].size`. */
  readonly path: string;
  readonly value: unknown;
  /** Names the value and the way out. */
  readonly message: string;
}

type PodSpec = NonNullable<IPodTemplateSpec['spec']>;
type Container = PodSpec['containers'][number];

/**
 * The CEL rules of crds/iceoryxdeployments.iceoryx.io.yaml, with the same paths and messages. Change both together; a
 * test holds them against each other on a real API server.
 *
 * @param object has the structure and the defaults of the schema
 */
export function ruleProblems({ metadata, spec }: IceoryxDeployment): Problem[] {
  return [
    ...nameProblems(metadata.name),
    ...specProblems(spec),
    ...strategyProblems(spec.strategy ?? {}),
    ...templateProblems(spec.template),
    ...roudiProblems(spec.roudi),
    ...(spec.roudi.extraArgs ?? []).flatMap((argument, index) => argumentProblems(argument, index)),
    ...segmentsProblems(spec.roudi.segments ?? []),
    ...terminationProblems(spec.termination ?? {}),
    ...sizeLimitProblems(spec.sharedMemory?.sizeLimit),
  ];
}

function nameProblems(name: string): Problem[] {
  const path = 'metadata.name';
  return [
    ...unless(
      name.length <= 52,
      path,
      name,
      () =>
        `name '${name}' has ${name.length} characters; use at most 52, as the names of its pods are made from it and must fit in 63`,
    ),
    ...unless(
      !name.includes('.'),
      path,
      name,
      () =>
        `name '${name}' contains a dot; use lower-case letters, digits and '-' only, as it becomes part of host names`,
    ),
  ];
}

function specProblems(spec: IceoryxDeploymentSpec): Problem[] {
  const { containers: apps, termination, template, minReadySeconds = 0, progressDeadlineSeconds = 600 } = spec;
  const { containers, initContainers = [], terminationGracePeriodSeconds: templateGrace } = template.spec;
  const unknown = (apps ?? []).filter((app) => !names([...containers, ...initContainers]).includes(app));
  const grace = termination?.gracePeriodSeconds;
  const mounting = names(containers.filter(({ name }) => apps?.includes(name) ?? true).filter(mountsOverIceoryx));
  const initMounting = names(initContainers.filter(({ name }) => apps?.includes(name)).filter(mountsOverIceoryx));
  return [
    ...unless(
      unknown.length === 0,
      'spec.containers',
      apps,
      () =>
        `containers names ${list(unknown)}, which spec.template has not; use names of containers of the template: ${list(names(containers))}`,
    ),
    ...unless(
      grace === undefined || templateGrace === undefined || grace === templateGrace,
      'spec.termination.gracePeriodSeconds',
      grace,
      () =>
        `gracePeriodSeconds is ${grace}, but template.spec.terminationGracePeriodSeconds is ${templateGrace}; set only one of them, or both to the same value`,
    ),
    ...unless(
      progressDeadlineSeconds > minReadySeconds,
      'spec.progressDeadlineSeconds',
      progressDeadlineSeconds,
      () =>
        `progressDeadlineSeconds is ${progressDeadlineSeconds}, but minReadySeconds is ${minReadySeconds}; use a progressDeadlineSeconds above ${minReadySeconds}`,
    ),
    ...unless(mounting.length === 0, 'spec.template.spec.containers', mounting, () => mountMessage(mounting)),
    ...unless(initMounting.length === 0, 'spec.template.spec.initContainers', initMounting, () =>
      mountMessage(initMounting),
    ),
  ];
}

function names(containers: readonly Container[]): string[] {
  return containers.map(({ name }) => name);
}

function mountMessage(containers: readonly string[]): string {
  return `containers ${list(containers)} mount volumes of their own on /dev/shm or /tmp, which they have to share with RouDi; remove these mounts, or leave the containers out of spec.containers`;
}

function mountsOverIceoryx({ volumeMounts = [] }: Container): boolean {
  return volumeMounts.some(({ mountPath }) => ['/dev/shm', '/dev/shm/', '/tmp', '/tmp/'].includes(mountPath));
}

function strategyProblems({ type, rollingUpdate }: Strategy): Problem[] {
  const { maxSurge, maxUnavailable } = rollingUpdate ?? {};
  const path = 'spec.strategy.rollingUpdate';
  return [
    ...unless(
      type !== 'Recreate' || rollingUpdate === undefined,
      path,
      rollingUpdate,
      () =>
        'rollingUpdate is set, but type is Recreate, which stops all pods first; remove rollingUpdate or use type RollingUpdate',
    ),
    ...unless(
      !isZero(maxSurge) || !isZero(maxUnavailable),
      path,
      rollingUpdate,
      () => 'maxSurge and maxUnavailable are both 0, so no pod could ever be replaced; raise one of them',
    ),
    ...unless(
      isPods(maxSurge, /^[0-9]+%$/),
      `${path}.maxSurge`,
      maxSurge,
      () => `maxSurge '${maxSurge}' is neither a number of pods nor a percentage; use for example 1 or 25%`,
    ),
    ...unless(
      isPods(maxUnavailable, /^(?:[0-9]{1,2}|100)%$/),
      `${path}.maxUnavailable`,
      maxUnavailable,
      () =>
        `maxUnavailable '${maxUnavailable}' is neither a number of pods nor a percentage up to 100%; use for example 1 or 25%`,
    ),
  ];
}

function isZero(value: number | string | undefined): boolean {
  return value !== undefined && /^0+%?$/.test(String(value));
}

function isPods(value: number | string | undefined, percentage: RegExp): boolean {
  return typeof value === 'string' ? percentage.test(value) : (value ?? 0) >= 0;
}

function templateProblems({ metadata, spec }: IceoryxDeploymentSpec['template']): Problem[] {
  const path = 'spec.template.spec';
  const { shareProcessNamespace, hostPID, restartPolicy, os, containers, initContainers = [], volumes = [] } = spec;
  return [
    ...(['label', 'annotation'] as const).flatMap((what) => {
      const map = metadata?.[`${what}s`] ?? {};
      const reserved = Object.keys(map).find((key) => key.startsWith('iceoryx.io/'));
      return unless(
        reserved === undefined,
        `spec.template.metadata.${what}s`,
        map,
        () => `${what} '${reserved}' has a prefix that is reserved for the operator; use a prefix of your own`,
      );
    }),
    ...unless(
      shareProcessNamespace !== false,
      `${path}.shareProcessNamespace`,
      shareProcessNamespace,
      () =>
        'shareProcessNamespace is false, but RouDi has to see the processes of the applications to stop them; remove it or use true',
    ),
    ...unless(
      hostPID !== true,
      `${path}.hostPID`,
      hostPID,
      () =>
        'hostPID is true, but RouDi needs a process namespace of the pod, or it would signal processes of the node; remove it',
    ),
    ...unless(
      (restartPolicy ?? 'Always') === 'Always',
      `${path}.restartPolicy`,
      restartPolicy,
      () => `restartPolicy is '${restartPolicy}', but pods of a Deployment always restart; remove it or use Always`,
    ),
    ...unless(
      (os?.name ?? 'linux') === 'linux',
      `${path}.os.name`,
      os?.name,
      () => `os.name is '${os?.name}', but RouDi and its shared memory need Linux; remove it or use linux`,
    ),
    ...containers.flatMap(({ name }, index) => containerNameProblems(name, `${path}.containers[${index}].name`)),
    ...initContainers.flatMap(({ name }, index) =>
      containerNameProblems(name, `${path}.initContainers[${index}].name`),
    ),
    ...volumes.flatMap(({ name }, index) =>
      unless(
        !['iceoryx-shm', 'iceoryx-tmp', 'iceoryx-config'].includes(name),
        `${path}.volumes[${index}].name`,
        name,
        () => `volume name '${name}' is taken by a volume that the operator adds; choose another name`,
      ),
    ),
  ];
}

function containerNameProblems(name: string, path: string): Problem[] {
  return [
    ...unless(
      !['roudi', 'link'].includes(name),
      path,
      name,
      () => `container name '${name}' is taken by a container that the operator adds; choose another name`,
    ),
    ...unless(
      /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(name),
      path,
      name,
      () => `container name '${name}' is not a DNS label; use lower-case letters, digits and '-' only`,
    ),
  ];
}

function tagNames(image: string, line: string): boolean {
  return new RegExp(`:([^/:@]*[^0-9.:/@])?${line}([.][0-9]+)?([^0-9.:/@][^/:@]*)?(@[^/@]*)?$`).test(image);
}

function roudiProblems({ image, release, terminationDelaySeconds, segments = [], resources }: Roudi): Problem[] {
  const isOld = release === undefined ? tagNames(image, '2[.]0') : release === '2.0';
  const largest = Math.max(0, ...segments.flatMap(({ mempools }) => mempools.map(({ size }) => size)));
  return [
    ...unless(
      release !== undefined || tagNames(image, '2[.](0|95)'),
      'spec.roudi.image',
      image,
      () =>
        `the iceoryx release cannot be read from the tag of image '${image}'; set release to 2.0 or 2.95, whichever the image holds`,
    ),
    ...unless(
      /^[^ \t\r\n]+$/.test(image),
      'spec.roudi.image',
      image,
      () => `image '${image}' contains white space; write a reference such as registry.example.com/iceoryx/roudi:2.0.6`,
    ),
    ...unless(
      terminationDelaySeconds === undefined || !isOld,
      'spec.roudi.terminationDelaySeconds',
      terminationDelaySeconds,
      () =>
        `terminationDelaySeconds is ${terminationDelaySeconds}, but RouDi 2.0 has no such flag and would not start; remove it or use an image of release 2.95`,
    ),
    ...unless(
      !isOld || largest < 2 ** 32,
      'spec.roudi.segments',
      segments,
      () =>
        `size ${largest} does not fit in the 32 bits that RouDi 2.0 has for it; use at most 4294967288, or an image of release 2.95`,
    ),
    ...(['limits', 'requests'] as const).flatMap((kind) =>
      Object.entries(resources?.[kind] ?? {}).flatMap(([name, value]) =>
        unless(
          isQuantity(value) && !String(value).startsWith('-'),
          `spec.roudi.resources.${kind}[${name}]`,
          value,
          () => `'${value}' is not a quantity from 0 upwards; write for example 512Mi or 500m`,
        ),
      ),
    ),
  ];
}

/** RouDi's flags that have a field of their own. getopt takes any beginning of a long flag for the whole. */
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

function argumentProblems(argument: string, index: number): Problem[] {
  const path = `spec.roudi.extraArgs[${index}]`;
  const [word = ''] = argument.split('=');
  const is = (short: string, long: string): boolean =>
    argument.startsWith(short) || (argument.length > 2 && long.startsWith(word));
  return [
    ...FLAGS.flatMap(({ short, long, instead }) =>
      unless(!is(short, long), path, argument, () => `extraArgs has '${argument}', but ${instead}`),
    ),
    ...unless(
      !is('-h', '--help') && !is('-v', '--version'),
      path,
      argument,
      () => `extraArgs has '${argument}', which makes RouDi print and exit instead of run; remove it`,
    ),
  ];
}

function segmentsProblems(segments: readonly Segment[]): Problem[] {
  const path = 'spec.roudi.segments';
  const writers = segments.map(({ writer }) => writer ?? '');
  const twice = writers.find((writer, index) => writers.indexOf(writer) !== index);
  return [
    ...unless(
      twice === undefined,
      path,
      segments,
      () =>
        `more than one segment has the writer ${twice || "(none: RouDi's own group)"}, which also names the segment; put the mempools into one segment, or name another writer`,
    ),
    ...segments.flatMap((segment, index) => segmentProblems(segment, `${path}[${index}]`)),
  ];
}

function segmentProblems({ writer, reader, mempools }: Segment, path: string): Problem[] {
  const sizes = mempools.map(({ size }) => size);
  const increase = sizes.every((size, index) => index === 0 || size > (sizes[index - 1] ?? 0));
  return [
    ...Object.entries({ writer, reader }).flatMap(([field, group]) =>
      unless(
        group === undefined || /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(group),
        `${path}.${field}`,
        group,
        () =>
          `'${group}' is not the name of a group; use letters, digits, '_', '.' and '-', starting with a letter or '_', or leave it out for RouDi's own group`,
      ),
    ),
    ...unless(
      increase,
      `${path}.mempools`,
      mempools,
      () =>
        `the sizes of mempools are ${list(sizes)}, but must strictly increase, or RouDi would not start; sort them and join pools of the same size`,
    ),
    ...sizes.flatMap((size, index) =>
      unless(size >= 8 && size % 8 === 0, `${path}.mempools[${index}].size`, size, () => {
        const below = Math.floor(size / 8) * 8;
        return size < 8
          ? `size ${size} is below 8, the smallest that RouDi takes; use 8 or a larger multiple of 8`
          : `size ${size} is not a multiple of 8, which RouDi demands; use ${below} or ${below + 8}`;
      }),
    ),
  ];
}

function terminationProblems({ gracePeriodSeconds, appStopSeconds = 10 }: Termination): Problem[] {
  return unless(
    gracePeriodSeconds === undefined || gracePeriodSeconds >= appStopSeconds,
    'spec.termination.gracePeriodSeconds',
    gracePeriodSeconds,
    () =>
      `gracePeriodSeconds is ${gracePeriodSeconds}, but the applications alone may take appStopSeconds, ${appStopSeconds}; remove gracePeriodSeconds to have it computed, or lower appStopSeconds`,
  );
}

function sizeLimitProblems(limit: number | string | undefined): Problem[] {
  return unless(
    limit === undefined || (isQuantity(limit) && parseQuantity(limit) > 0n),
    'spec.sharedMemory.sizeLimit',
    limit,
    () => `sizeLimit '${limit}' is not a quantity above 0; write for example 512Mi`,
  );
}

function unless(holds: boolean, path: string, value: unknown, message: () => string): Problem[] {
  return holds ? [] : [{ path, value, message: message() }];
}

/** A list as CEL's format() writes it. */
function list(items: readonly unknown[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}
