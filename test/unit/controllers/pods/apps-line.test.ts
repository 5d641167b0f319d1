import test from 'ava';
import { appsLineIn, containersOf } from '../../../../src/controllers/pods/diagnosis/apps-line.ts';
import { pod } from './pods.ts';

/** As agent/internal/apps/apps_test.go has it. */
const LINE =
  'Apps: 2 connected to RouDi, 2 waiting for it. {"connected":[{"container":"publisher","id":"0123456789ab","runtimes":2}],"waiting":[{"id":"0123456789ab","runtimes":1},{"runtimes":1}]}';
const NONE = 'Apps: 0 connected to RouDi, 0 waiting for it. {"connected":[],"waiting":[]}';
const HEAD = 'Apps: 1 connected to RouDi, 0 waiting for it.';

test('the last line of an agent about apps counts', (t) => {
  t.deepEqual(appsLineIn([NONE, 'RouDi is ready, process 7.', LINE, 'anything']), {
    connected: [{ container: 'publisher', id: '0123456789ab', runtimes: 2 }],
    waiting: [{ id: '0123456789ab', runtimes: 1 }, { runtimes: 1 }],
  });
  t.deepEqual(appsLineIn([LINE, NONE]), { connected: [], waiting: [] });
});

test('lines that are none of an agent about apps are passed over', (t) => {
  for (const line of ['', HEAD, `${HEAD} {`, `${HEAD} {}`, `${HEAD} {"connected":1,"waiting":[]}`, ` ${NONE}`]) {
    t.is(appsLineIn([line]), undefined, line);
    t.deepEqual(appsLineIn([NONE, line]), { connected: [], waiting: [] }, line);
  }
});

test('an app in a pod that writes such a line itself has no more of it read than is sound', (t) => {
  const odd = [null, 7, {}, { runtimes: 0 }, { runtimes: 'x' }, { container: 'A B', id: 'zz', runtimes: 1 }];
  t.deepEqual(appsLineIn([`${HEAD} ${JSON.stringify({ connected: odd, waiting: [] })}`]), {
    connected: [{ runtimes: 1 }],
    waiting: [],
  });
  const many = Array.from({ length: 1000 }, (_, index) => ({ container: `c${index}`, runtimes: 1 }));
  t.is(appsLineIn([`${HEAD} ${JSON.stringify({ connected: many, waiting: many })}`])?.connected.length, 64);
});

test('a runtime belongs to the container of its name, or of its id; else its container is not known', (t) => {
  const robot = pod('robot-1-a', [
    { name: 'camera', id: '0123456789abcdef', ready: true },
    { name: 'lidar', id: 'ffff56789abcdef0', ready: true },
  ]);
  const apps = [
    { id: '0123456789ab', runtimes: 1 },
    { container: 'lidar', runtimes: 1 },
    { container: 'of-no-pod', runtimes: 1 },
    { id: 'eeeeeeeeeeee', runtimes: 1 },
    { runtimes: 3 },
  ];
  t.deepEqual(containersOf(apps, robot), { names: new Set(['camera', 'lidar']), unknown: 3 });
});
