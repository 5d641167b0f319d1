import {
  type Field,
  image,
  imu,
  laserScan,
  occupancyGrid,
  pointCloud,
  poolOfMessage,
  serializedBytes,
} from '../../src/iceoryx/ros2.ts';
import { code, table } from './markdown.ts';

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
