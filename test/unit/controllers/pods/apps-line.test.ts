import test from 'ava';
import { appsLineIn, containersOf } from '../../../../src/controllers/pods/diagnosis/apps-line.ts';
import { pod } from './pods.ts';

/** As agent/internal/apps/apps_test.go has it. */
const LINE =
  'Apps: 1 connected to RouDi, 2 waiting for it. {"connected":[{"name":"camera","container":"publisher","id":"0123456789ab"}],"waiting":[{"name":"late","id":"0123456789ab"},{"name":"gone"}]}';
const NONE = 'Apps: 0 connected to RouDi, 0 waiting for it. {"connected":[],"waiting":[]}';

test('the last line of an agent about apps counts', (t) => {
  t.deepEqual(appsLineIn([NONE, 'RouDi is ready, process 7.', LINE, 'anything']), {
    connected: [{ name: 'camera', container: 'publisher', id: '0123456789ab' }],
    waiting: [{ name: 'late', id: '0123456789ab' }, { name: 'gone' }],
  });
  t.deepEqual(appsLineIn([LINE, NONE]), { connected: [], waiting: [] });
});

test('lines that are none of an agent about apps are passed over', (t) => {
  const head = 'Apps: 1 connected to RouDi, 0 waiting for it.';
  for (const line of ['', head, `${head} {`, `${head} {}`, `${head} {"connected":1,"waiting":[]}`, ` ${NONE}`]) {
    t.is(appsLineIn([line]), undefined, line);
    t.deepEqual(appsLineIn([NONE, line]), { connected: [], waiting: [] }, line);
  }
  t.deepEqual(appsLineIn([`${head} {"connected":[null,7,{"name":7},{"name":"a","id":7}],"waiting":[]}`]), {
    connected: [{ name: 'a' }],
    waiting: [],
  });
});

test('a runtime belongs to the container of its name, or of its id; else its container is not known', (t) => {
  const robot = pod('robot-1-a', [
    { name: 'camera', id: '0123456789abcdef', ready: true },
    { name: 'lidar', id: 'ffff56789abcdef0', ready: true },
  ]);
  const apps = [
    { name: 'a', id: '0123456789ab' },
    { name: 'b', container: 'lidar' },
    { name: 'c', id: 'eeeeeeeeeeee' },
    { name: 'd' },
  ];
  t.deepEqual(containersOf(apps, robot), { names: new Set(['camera', 'lidar']), unknown: 2 });
});
