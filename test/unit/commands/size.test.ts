import { spawnSync } from 'node:child_process';
import test from 'ava';
import { parse } from 'yaml';
import { rosBytes } from '../../../src/commands/size/ros-types.ts';
import { rosTypesInWords } from '../../../src/commands/size/size.ts';
import { tooLong } from '../../support/too-long.ts';
import { sizingOf } from '../../../src/commands/size/sizing.ts';
import { topicOf, topicOfWords } from '../../../src/commands/size/topics.ts';
import { profileProblems } from '../../../src/api/iceoryx-profile.ts';
import { plain } from '../../../src/terminal/paint.ts';
import { usageSizingOf } from '../../../src/commands/size/usage.ts';
import { usageInWords } from '../../../src/commands/size/usage-view.ts';
import { sizingInWords } from '../../../src/commands/size/view.ts';

const topic = (words: string) => topicOfWords(words, 0);
const sizing = (...words: string[]) => sizingOf(words.map(topicOfWords), 0, '2.0', 'x86-64');

function size(input: string, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['src/main.ts', 'size', ...args], {
    input,
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

test('a topic needs what publishers loan and keep, and what subscribers queue and hold', (t) => {
  const { topics, pools } = sizing('name=a,size=1024,publishers=2,subscribers=3,queue=4,held=2,history=5,loans=2');
  t.like(topics[0], { poolSize: 1024, chunks: 2 * (2 + 5 + 1) + 3 * (4 + 2) });
  t.deepEqual(pools, [{ size: 1024, count: 34, topics: ['a'] }]);
});

test('a subscriber that is late by a time queues what arrives meanwhile, of all publishers, up to the capacity', (t) => {
  t.is(topic('size=8,rate=30,late=0.5').queue, 15);
  t.is(topic('size=8,rate=30,late=0.5,publishers=2').queue, 30);
  t.is(topic('size=8,rate=1000,late=5').queue, 256);
  t.is(topic('size=8').queue, 256, 'an app that sets no capacity has that of iceoryx');
});

test('a message of ROS 2 has its header, and its chunks those of queue and callback', (t) => {
  const { topics } = sizing('ros=sensor_msgs/Image:1920x1080:bgr8,queue=5,subscribers=2,history=1');
  t.like(topics[0], { name: 'Image', payloadBytes: 6_220_880, poolSize: 6_220_944, chunks: 1 + 2 + 2 * (2 * 5 + 1) });
  t.is(rosBytes('sensor_msgs/msg/Imu'), 348);
  t.is(rosBytes('67728'), 67_728);
});

test('an alignment above 8 takes a larger pool', (t) => {
  t.like(sizing('size=640,alignment=64').topics[0], { poolSize: 640 + 64 - 8 });
});

test('topics of about the same size share a pool, others do not', (t) => {
  const { pools } = sizing('size=4Mi,queue=2', 'size=4100000,queue=2', 'size=64,queue=10', 'size=1Mi,queue=2');
  t.deepEqual(
    pools.map(({ size, topics }) => [size, topics.length]),
    [
      [64, 1],
      [1_048_576, 1],
      [4_194_304, 2],
    ],
  );
});

test('spare chunks are added to each pool, and memory is that of the operator', (t) => {
  const { pools, memory } = sizingOf([topic('size=1024,queue=7')], 50, '2.0', 'x86-64');
  t.is(pools[0]?.count, 15);
  t.is(memory.segmentBytes % 4096, 0);
  t.true(memory.roudiBytes >= memory.segmentBytes + 16 * 2 ** 20);
  const arm = sizingOf([topic('size=1024,queue=7')], 50, '2.0', 'arm64').memory;
  t.is(arm.managementBytes - memory.managementBytes, 36_864, 'docs/sizing.md');
});

test('pools that RouDi would refuse are told, and the command fails', (t) => {
  const { stdout, status } = size('', '-t', 'size=2Gi,queue=3');
  t.is(status, 1);
  t.regex(stdout, /RouDi would refuse these pools:\n {2}spec\.roudi\.segments\[0]\.mempools\[0]\.count: .* 4 GiB/);
});

test('the specification can be copied, and -o yaml is it alone', (t) => {
  const words = sizingInWords(sizing('name=camera,size=6Mi,queue=4'), { paint: plain, width: 80 });
  t.regex(words, /- \{ size: 6291456, count: 7 \} # camera\n/);
  t.true(
    words.split('\n').every((line) => line.length <= 80),
    words,
  );
  const { stdout, status } = size('topics: [{ name: a, size: 64, queue: 1 }]', '-f', '-', '-o', 'yaml');
  t.is(status, 0);
  const { spec } = parse(stdout);
  t.deepEqual(spec.roudi.segments, [{ mempools: [{ size: 64, count: 5 }] }]);
});

test('a profile of the pools is one that the operator takes, and none is printed that RouDi would refuse', (t) => {
  const image = ['--image', 'registry.example.com/roudi:2.0.6'];
  const { stdout, status } = size('', '-t', 'size=64,queue=1', '--profile', 'camera', ...image);
  t.is(status, 0);
  const profile = parse(stdout);
  t.deepEqual(profileProblems(profile), []);
  t.is(profile.metadata?.name, 'camera');
  t.like(profile.spec.roudi, { image: image[1], segments: [{ mempools: [{ size: 64, count: 5 }] }] });
  t.like(size('', '-t', 'size=2Gi', '--profile', 'camera'), { stdout: '', status: 1 });
});

test('a name cannot end the comment that it is in, nor reach the terminal', (t) => {
  const named = topicOf({ name: 'a\n  evil: 1\u001b[2J', size: 64 }, 0, 'topics.yaml');
  const words = sizingInWords(sizingOf([named], 0, '2.0', 'x86-64'), { paint: plain, width: undefined });
  t.false(words.includes('\u001b'));
  t.false(/^ {2}evil/m.test(words));
});

const pool = (payloadBytes: number, chunks: number, mostUsedChunks: number, segment = 'root') => ({
  segment,
  payloadBytes,
  chunks,
  usedChunks: 0,
  mostUsedChunks,
});

test('running RouDis: the most that any pod has used counts, and pools that were empty or never used are told', (t) => {
  const sizing = usageSizingOf(
    'ioxd/arm',
    [
      { pod: 'lab/arm-0', ageSeconds: 90, pools: [pool(128, 100, 7), pool(4096, 10, 10), pool(65_536, 5, 0)] },
      { pod: 'lab/arm-1', ageSeconds: null, pools: [pool(128, 100, 20), pool(4096, 10, 3), pool(65_536, 5, 0)] },
      { pod: 'lab/arm-2', reason: 'no answer in time' },
    ],
    25,
    '2.0',
  );
  t.deepEqual(
    sizing.pools.map(({ size, mostUsedChunks, proposedChunks }) => [size, mostUsedChunks, proposedChunks]),
    [
      [128, 20, 25],
      [4096, 10, 13],
      [65_536, 0, 1],
    ],
  );
  t.true(sizing.memory.proposed.segmentBytes < sizing.memory.now.segmentBytes);
  const words = usageInWords(sizing, { paint: plain, width: 80 });
  t.deepEqual(tooLong(words), []);
  t.regex(words, /not known: lab\/arm-2: no answer in time/);
  t.regex(words, /^root +4096 +10 +10 +13 +it was empty/m);
  t.regex(words, /^root +65536 .* never used/m);
  t.deepEqual(parse(words.slice(words.indexOf('spec:'))).spec.roudi.segments, [
    {
      mempools: [
        { size: 128, count: 25 },
        { size: 4096, count: 13 },
        { size: 65_536, count: 1 },
      ],
    },
  ]);
});

test('running RouDis: segments stay apart, and without any figure the reasons are the error', (t) => {
  const pods = [{ pod: 'lab/arm-0', ageSeconds: 1, pools: [pool(128, 9, 1), pool(128, 9, 2, 'logger')] }];
  t.is(usageSizingOf('ioxd/arm', pods, 0, '2.0').pools.length, 2);
  t.throws(() => usageSizingOf('ioxd/arm', [{ pod: 'lab/arm-0', reason: 'the pod is gone' }], 0, '2.0'), {
    message: 'no RouDi of ioxd/arm tells of its pools; lab/arm-0: the pod is gone',
  });
});

for (const [words, says] of [
  ['size', /'size' is not possible; write NAME=VALUE/],
  ['queue=4', /give either size=BYTES or ros=TYPE/],
  ['size=1,ros=2', /give either size=BYTES or ros=TYPE/],
  ['size=-1', /size=-1 is not possible/],
  ['size=4Gi', /size=4Gi is not possible; use bytes below 4 GiB/],
  ['size=64,depth=3', /there is no 'depth'; use alignment, held/],
  ['size=64,queue=257', /queue=257 is not possible; use a whole number from 1 to 256/],
  ['size=64,rate=30', /give rate and late together/],
  ['size=64,alignment=3', /alignment=3 is not possible; use a power of two/],
  ['ros=my_msgs/Thing', /the size of my_msgs\/Thing is not known; give its serialised bytes/],
  ['ros=sensor_msgs/Image:640', /its dimensions are WIDTHxHEIGHT:ENCODING; write for example/],
  ['ros=sensor_msgs/Image:0x480:3', /'0' in the dimensions of ros= is not possible/],
  ['ros=sensor_msgs/Image:640x480:cmyk', /'cmyk' .* is no known encoding/],
] as const) {
  test(`${words} is refused with the way out`, (t) => {
    t.throws(() => topic(words), { message: says });
  });
}

test('messages of ROS 2 are listed with their types, which an example names too where a terminal is narrow', (t) => {
  t.regex(
    rosTypesInWords(undefined),
    /^TYPE .*\nsensor_msgs\/Image +WIDTHxHEIGHT:ENCODING +sensor_msgs\/Image:1920x1080:bgr8 /,
  );
  t.regex(rosTypesInWords(80), /^DIMENSIONS .*\nWIDTHxHEIGHT:ENCODING +sensor_msgs\/Image:1920x1080:bgr8 /);
  t.deepEqual(tooLong(rosTypesInWords(80)), []);
});

test('a file that is no list of topics is refused', (t) => {
  t.throws(() => topicOf('camera', 0, 'topics.yaml: topic 1'), { message: /topics\.yaml: topic 1 is no topic/ });
  const { status, stderr } = size('a: 1', '-f', '-');
  t.is(status, 2);
  t.regex(stderr, /has no list of topics; write for example/);
});
