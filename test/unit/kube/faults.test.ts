import { fakeServer } from '../../faults/fake.ts';
import { play } from '../../faults/scenarios.ts';

play(fakeServer);
