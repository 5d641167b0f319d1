import { cut } from '../../text.ts';

/** Limit of an Event's note, which kubectl prints in one line. The condition has the rest. */
const MAX_NOTE = 300;

/** What the problem of a condition is and where, without cause and remedy, for an Event. */
export function brief(message: string): string {
  const [what = ''] = message.split(/ (?:Cause|What to do): /, 1);
  return what === message && message.length <= MAX_NOTE ? message : `${cut(what, MAX_NOTE)} (more in the conditions)`;
}
