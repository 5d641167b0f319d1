import { largestPayload } from './payload.ts';
import { RELEASES } from './release.ts';

/**
 * A field of a ROS 2 message as CDR lays it out: so many values of one size, or a sequence or string of them, which begins
 * with its length.
 */
export interface Field {
  readonly bytes: 1 | 2 | 4 | 8;
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
export const CYCLONE = { userHeaderBytes: 56, userHeaderAlignment: 8, alignment: 8 };

/** The smallest size of a pool, a multiple of 8, whose chunks hold a message of Cyclone DDS; the same in all releases. */
export function poolOfMessage(bytes: number): number {
  const none = largestPayload({ size: 1024, count: 1 }, CYCLONE, RELEASES['2.0']) ?? 0;
  return aligned(bytes + 1024 - none, 8);
}

/** Characters that `header.frame_id` is given; each further one takes a byte. */
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

/** A quaternion and a position. */
const POSE = values(8, 7);
/** A pose or twist with a matrix of covariances. */
const withCovariance = (doubles: number): Field => values(8, doubles + 36);

/** `nav_msgs/msg/Odometry`. */
export function odometry(): Field[] {
  return [...HEADER, string(FRAME), withCovariance(7), withCovariance(6)];
}

/** `geometry_msgs/msg/PoseStamped`. */
export function poseStamped(): Field[] {
  return [...HEADER, POSE];
}

/** `geometry_msgs/msg/TwistStamped`. */
export function twistStamped(): Field[] {
  return [...HEADER, values(8, 6)];
}

/** `sensor_msgs/msg/NavSatFix`. */
export function navSatFix(): Field[] {
  return [...HEADER, values(1), { bytes: 2, count: 1 }, values(8, 3 + 9), values(1)];
}

/** `sensor_msgs/msg/JointState`, with names of 32 characters. */
export function jointState(joints: number): Field[] {
  const names = Array.from({ length: joints }, () => string(FRAME));
  return [...HEADER, sequence(4, 0), ...names, sequence(8, joints), sequence(8, joints), sequence(8, joints)];
}

/** `tf2_msgs/msg/TFMessage`, with transforms between frames with names of 32 characters. */
export function transforms(count: number): Field[] {
  return [sequence(4, 0), ...Array.from({ length: count }, () => [...HEADER, string(FRAME), POSE]).flat()];
}

/** `sensor_msgs/msg/CompressedImage`, with so many bytes of data. */
export function compressedImage(bytes: number): Field[] {
  return [...HEADER, string(FRAME), sequence(1, bytes)];
}
