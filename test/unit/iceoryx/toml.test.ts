import test from 'ava';
import * as fc from 'fast-check';
import { parse } from 'smol-toml';
import { toToml } from '../../../src/iceoryx/toml.ts';
import { validSegments } from './arbitraries.ts';

test('a TOML parser reads back what was written', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(validSegments, (segments) => {
        const tables = segments.map(({ mempools, ...groups }) => ({ ...groups, mempool: mempools }));
        t.deepEqual(JSON.parse(JSON.stringify(parse(toToml(segments)))), { general: { version: 1 }, segment: tables });
      }),
    ),
  );
});
