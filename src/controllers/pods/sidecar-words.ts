import { stripColours } from '../../iceoryx/messages.ts';
import { cut } from '../../text.ts';
import type { End } from './observed-pod.ts';

/** Lines in which the agent reports that it ended RouDi itself (agent/internal/roles/oversee.go). */
const ENDED_ROUDI = /RouDi was ended, because|was stopped by a signal|does not answer/;
const MAX_LINE = 200;

/** What the agent wrote last about ending RouDi, in the run that ended like this. Undefined if it did not end it. */
export function sidecarWords(end: Pick<End, 'message'> | undefined): string | undefined {
  const said = stripColours(end?.message ?? '')
    .split('\n')
    .findLast((line) => ENDED_ROUDI.test(line));
  return said === undefined ? undefined : cut(said.trim(), MAX_LINE);
}
