import { readFileSync } from 'node:fs';
import test from 'ava';
import { parseAllDocuments } from 'yaml';
import {
  compressedImage,
  image,
  imu,
  jointState,
  laserScan,
  navSatFix,
  occupancyGrid,
  odometry,
  pointCloud,
  poolOfMessage,
  poseStamped,
  serializedBytes,
  transforms,
  twistStamped,
} from '../../../src/iceoryx/ros2.ts';

test('messages are as long as another implementation of CDR makes them', (t) => {
  // serialize_cdr of rosbags 0.11 with its types of Humble and a frame_id of 32 characters.
  const lengths: [readonly Parameters<typeof serializedBytes>[0][number][], number][] = [
    [image(640, 480, 2), 614_480],
    [image(640, 480, 3), 921_680],
    [image(1920, 1080, 3), 6_220_880],
    [pointCloud(16 * 1800, 16, ['x', 'y', 'z', 'intensity']), 460_969],
    [pointCloud(64 * 2048, 16, ['x', 'y', 'z', 'intensity']), 2_097_321],
    [laserScan(720, 720), 5848],
    [laserScan(1081, 1081), 8736],
    [imu(), 348],
    [occupancyGrid(2000, 2000), 4_000_136],
    [odometry(), 772],
    [poseStamped(), 108],
    [twistStamped(), 100],
    [navSatFix(), 149],
    [jointState(1), 140],
    [jointState(6), 460],
    [jointState(7), 524],
    [transforms(1), 156],
    [transforms(5), 732],
    [compressedImage(100_001), 100_097],
  ];
  for (const [fields, bytes] of lengths) t.is(serializedBytes(fields), bytes);
});

test('a chunk has 64 bytes of Cyclone DDS, and the size of a pool is a multiple of 8', (t) => {
  // Measured with Cyclone DDS in test/iceoryx/cyclonedds.test.ts: this size fits, and with 8 bytes less it aborts.
  t.is(poolOfMessage(67_728), 67_792);
  t.is(poolOfMessage(1), 72);
});

test('the pools of the ROS 2 examples hold the messages that their comments name', (t) => {
  const needed = [imu(), laserScan(1081, 1081), image(1920, 1080, 3)].map((fields) =>
    poolOfMessage(serializedBytes(fields)),
  );
  for (const file of ['examples/ros2-cyclonedds.yaml', 'examples/ros2-domain.yaml']) {
    const sizes = parseAllDocuments(readFileSync(file, 'utf8'))
      .map((document) => document.toJS() as { spec?: { roudi?: { segments?: { mempools: { size: number }[] }[] } } })
      .flatMap(({ spec }) => spec?.roudi?.segments ?? [])
      .flatMap(({ mempools }) => mempools.map(({ size }) => size));
    t.is(sizes.length, needed.length, file);
    sizes.forEach((size, index) => t.true(size >= (needed[index] ?? Infinity), `${file}: ${size}`));
  }
});
