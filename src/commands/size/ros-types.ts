import {
  compressedImage,
  type Field,
  image,
  imu,
  jointState,
  laserScan,
  navSatFix,
  occupancyGrid,
  odometry,
  pointCloud,
  poseStamped,
  serializedBytes,
  transforms,
  twistStamped,
} from '../../iceoryx/ros2.ts';
import { UsageError } from '../usage.ts';

/** Bytes of a pixel, by encoding (`sensor_msgs/image_encodings.hpp`). */
const PIXELS: Readonly<Record<string, number>> = {
  mono8: 1,
  '8UC1': 1,
  bayer_rggb8: 1,
  mono16: 2,
  '16UC1': 2,
  yuv422: 2,
  yuv422_yuy2: 2,
  bgr8: 3,
  rgb8: 3,
  '8UC3': 3,
  bgra8: 4,
  rgba8: 4,
  '32FC1': 4,
};
const XYZI = ['x', 'y', 'z', 'intensity'];

interface RosType {
  /** Its dimensions in words, as the help shows them. */
  readonly dimensions: string;
  readonly example: string;
  /** One number or encoding per part between colons and `x`. */
  readonly parts: number;
  readonly fields: (parts: readonly string[]) => readonly Field[];
}

const TYPES: Readonly<Record<string, RosType>> = {
  'sensor_msgs/Image': {
    dimensions: 'WIDTHxHEIGHT:ENCODING',
    example: '1920x1080:bgr8',
    parts: 3,
    fields: ([width, height, encoding]) => image(number(width), number(height), pixel(encoding)),
  },
  'sensor_msgs/CompressedImage': {
    dimensions: 'BYTES',
    example: '400000',
    parts: 1,
    fields: ([bytes]) => compressedImage(number(bytes)),
  },
  'sensor_msgs/PointCloud2': {
    dimensions: 'ROWSxPOINTS:BYTES of a point',
    example: '64x2048:16',
    parts: 3,
    fields: ([rows, columns, bytes]) => pointCloud(number(rows) * number(columns), number(bytes), XYZI),
  },
  'sensor_msgs/LaserScan': {
    dimensions: 'RANGES, with intensities',
    example: '1081',
    parts: 1,
    fields: ([ranges]) => laserScan(number(ranges), number(ranges)),
  },
  'sensor_msgs/JointState': {
    dimensions: 'JOINTS',
    example: '7',
    parts: 1,
    fields: ([joints]) => jointState(number(joints)),
  },
  'sensor_msgs/Imu': { dimensions: '', example: '', parts: 0, fields: imu },
  'sensor_msgs/NavSatFix': { dimensions: '', example: '', parts: 0, fields: navSatFix },
  'nav_msgs/Odometry': { dimensions: '', example: '', parts: 0, fields: odometry },
  'nav_msgs/OccupancyGrid': {
    dimensions: 'WIDTHxHEIGHT in cells',
    example: '2000x2000',
    parts: 2,
    fields: ([width, height]) => occupancyGrid(number(width), number(height)),
  },
  'geometry_msgs/PoseStamped': { dimensions: '', example: '', parts: 0, fields: poseStamped },
  'geometry_msgs/TwistStamped': { dimensions: '', example: '', parts: 0, fields: twistStamped },
  'tf2_msgs/TFMessage': {
    dimensions: 'TRANSFORMS',
    example: '20',
    parts: 1,
    fields: ([count]) => transforms(number(count)),
  },
};

/** The messages with their dimensions, for people. */
export function rosTypes(): string[][] {
  return Object.entries(TYPES).map(([type, { dimensions, example, fields }]) => {
    const words = example === '' ? type : `${type}:${example}`;
    return [type, dimensions, words, `${serializedBytes(fields(partsOf(example)))}`];
  });
}

/**
 * Bytes of a message as ROS 2 writes it, by its type and dimensions, such as `sensor_msgs/Image:1920x1080:bgr8`, or by
 * the number of bytes itself.
 *
 * @throws UsageError naming the type, and what its dimensions are
 */
export function rosBytes(words: string): number {
  if (/^[1-9]\d{0,9}$/.test(words)) {
    return Number(words);
  }
  const [, name = '', given = ''] = /^([^:]*):?(.*)$/.exec(words) ?? [];
  const type = TYPES[name.replace('/msg/', '/')];
  if (type === undefined) {
    throw new UsageError(
      `ros=${words}: the size of ${name} is not known; give its serialised bytes, ros=BYTES, or one of the types of --ros-types`,
    );
  }
  const parts = partsOf(given);
  if (parts.length !== type.parts) {
    const example = `ros=${name}${type.example === '' ? '' : `:${type.example}`}`;
    throw new UsageError(
      `ros=${words}: ${type.dimensions === '' ? 'it has no dimensions' : `its dimensions are ${type.dimensions}`}; write for example ${example}`,
    );
  }
  return serializedBytes(type.fields(parts));
}

function partsOf(words: string): string[] {
  return words === '' ? [] : words.split(/[:x]/);
}

function number(word: string | undefined): number {
  if (word === undefined || !/^[1-9]\d{0,8}$/.test(word)) {
    throw new UsageError(`'${word}' in the dimensions of ros= is not possible; use whole numbers from 1`);
  }
  return Number(word);
}

function pixel(encoding = ''): number {
  const bytes = PIXELS[encoding] ?? (/^[1-9]$/.test(encoding) ? Number(encoding) : undefined);
  if (bytes === undefined) {
    throw new UsageError(
      `'${encoding}' in ros=sensor_msgs/Image is no known encoding; use the bytes of a pixel, or one of ${Object.keys(PIXELS).join(', ')}`,
    );
  }
  return bytes;
}
