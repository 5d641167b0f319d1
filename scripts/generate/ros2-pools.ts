import { RELEASES } from '../../src/iceoryx/release.ts';
import { largestPayload } from './payload.ts';
import { code, table } from './markdown.ts';

/**
 * A field of a ROS 2 message as CDR lays it out: so many values of one size, or a sequence or string of them, which begins
 * with its length.
 */
interface Field {
  readonly bytes: 1 | 4 | 8;
  readonly count: number;
  readonly hasLength?: boolean;
}

const values = (bytes: Field['bytes'], count = 1): Field => ({ bytes, count });
const sequence = (bytes: Field['bytes'], count: number): Field => ({ bytes, count, hasLength: true });
/** Ends with a zero byte. */
const string = (length: number): Field => sequence(1, length + 1);

const aligned = (offset: number, bytes: number): number => Math.ceil(offset / bytes) * bytes;

/**
 * Bytes of a message that `rmw_cyclonedds_cpp` writes: plain CDR (XCDR1), in which each value is aligned to its size after
 * a header of 4 bytes (`Serialization.cpp`, the same in Humble and Jazzy).
 */
export function serializedBytes(fields: readonly Field[]): number {
  const end = fields.reduce((offset, { bytes, count, hasLength = false }) => {
    const start = hasLength ? aligned(offset, 4) + 4 : offset;
    return count === 0 ? start : aligned(start, bytes) + bytes * count;
  }, 0);
  return 4 + end;
}

/**
 * What Cyclone DDS 0.10 asks of iceoryx for each sample: a user header (`struct iceoryx_header` in
 * `ddsi_shm_transport.h`), and a payload aligned to 8.
 */
const CYCLONE = { userHeaderBytes: 56, userHeaderAlignment: 8, alignment: 8 };

/** The smallest size of a pool, a multiple of 8, whose chunks hold a message of Cyclone DDS; the same in all releases. */
export function poolOfMessage(bytes: number): number {
  const none = largestPayload({ size: 1024, count: 1 }, CYCLONE, RELEASES['2.0']) ?? 0;
  return aligned(bytes + 1024 - none, 8);
}

/** Characters of `header.frame_id` in the table; each further one takes a byte. */
const FRAME = 32;
const HEADER = [values(4, 2), string(FRAME)];

/** Values of `sensor_msgs/msg/Image`, with an encoding such as `bgr8`. */
export function image(width: number, height: number, bytesPerPixel: number): Field[] {
  const layout = [values(4, 2), string('16UC1'.length), values(1), values(4)];
  return [...HEADER, ...layout, sequence(1, width * height * bytesPerPixel)];
}

/** `sensor_msgs/msg/PointCloud2`, with fields of one letter but for `intensity`. */
export function pointCloud(points: number, bytesPerPoint: number, names: readonly string[]): Field[] {
  const fields = names.flatMap((name) => [string(name.length), values(4), values(1), values(4)]);
  const steps = [values(1), values(4, 2)];
  return [...HEADER, values(4, 2), sequence(4, 0), ...fields, ...steps, sequence(1, points * bytesPerPoint), values(1)];
}

/** `sensor_msgs/msg/LaserScan`. */
export function laserScan(ranges: number, intensities: number): Field[] {
  return [...HEADER, values(4, 7), sequence(4, ranges), sequence(4, intensities)];
}

/** `sensor_msgs/msg/Imu`: a quaternion, two vectors, three matrices of covariances. */
export function imu(): Field[] {
  return [...HEADER, values(8, 4 + 3 + 3 + 3 * 9)];
}

/** `nav_msgs/msg/OccupancyGrid`. */
export function occupancyGrid(width: number, height: number): Field[] {
  return [...HEADER, values(4, 2), values(4, 3), values(8, 7), sequence(1, width * height)];
}

interface Row {
  readonly type: string;
  readonly what: string;
  /** How the bytes of the data come about. */
  readonly sum: string;
  readonly data: number;
  readonly fields: readonly Field[];
}

const ofImage = (width: number, height: number, bytesPerPixel: number, encoding: string): Row => ({
  type: 'sensor_msgs/Image',
  what: `${width} × ${height}, ${encoding}`,
  sum: `${width} × ${height} × ${bytesPerPixel}`,
  data: width * height * bytesPerPixel,
  fields: image(width, height, bytesPerPixel),
});

const XYZI = ['x', 'y', 'z', 'intensity'];
const ofCloud = (rows: number, columns: number): Row => ({
  type: 'sensor_msgs/PointCloud2',
  what: `${rows} rings of ${columns} points, x y z intensity`,
  sum: `${rows} × ${columns} × 16`,
  data: rows * columns * 16,
  fields: pointCloud(rows * columns, 16, XYZI),
});

const ofScan = (points: number): Row => ({
  type: 'sensor_msgs/LaserScan',
  what: `${points} ranges with intensities`,
  sum: `${points} × (4 + 4)`,
  data: points * 8,
  fields: laserScan(points, points),
});

const ROWS: readonly Row[] = [
  { type: 'sensor_msgs/Imu', what: '', sum: '37 × 8', data: 37 * 8, fields: imu() },
  ofScan(720),
  ofScan(1081),
  ofImage(640, 480, 2, '16UC1 (depth)'),
  ofImage(640, 480, 3, 'bgr8'),
  ofImage(1280, 720, 3, 'bgr8'),
  ofImage(1920, 1080, 3, 'bgr8'),
  ofImage(3840, 2160, 3, 'bgr8'),
  ofCloud(16, 1800),
  ofCloud(64, 2048),
  ofCloud(128, 2048),
  {
    type: 'nav_msgs/OccupancyGrid',
    what: '2000 × 2000 cells',
    sum: '2000 × 2000',
    data: 2000 * 2000,
    fields: occupancyGrid(2000, 2000),
  },
];

/** Messages by their dimensions, with the pool that each needs. */
export function messagePools(): string {
  return table(
    ['message', 'dimensions', 'data', '+ other fields', '= serialised', '+ 64, to a multiple of 8: pool size'],
    ROWS.map(({ type, what, sum, data, fields }) => {
      const bytes = serializedBytes(fields);
      return [code(type), what, `${sum} = ${data}`, String(bytes - data), String(bytes), String(poolOfMessage(bytes))];
    }),
  );
}
