import test from 'ava';
import { Heard } from '../../../../src/controllers/pods/diagnosis/heard.ts';
import type { Finding } from '../../../../src/iceoryx/messages.ts';

const found = (id: string, severity: Finding['severity'] = 'Error'): Finding => ({
  id,
  severity,
  isConsequence: false,
  count: 1,
  names: {},
  meaning: '',
  cause: '',
  remedy: '',
});

test('an app in a pod that prints every known message is remembered by eight of them, errors first', (t) => {
  const heard = new Heard();
  const warnings = Array.from({ length: 50 }, (_, index) => found(`A${index}`, 'Warning'));
  const errors = ['Z1', 'Z2', 'Z3'].map((id) => found(id));
  heard.add('uid', 'app', 1, [...warnings, ...errors]);
  const ids = heard.of('uid', 'app', 1).map(({ id }) => id);
  t.is(ids.length, 8);
  t.deepEqual(ids.slice(0, 3), ['Z1', 'Z2', 'Z3']);
});
