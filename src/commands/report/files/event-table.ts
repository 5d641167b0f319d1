import type { KubeObject } from '../../../kube/object.ts';
import { recordAt } from '../../../pod/workload.ts';
import { table } from '../../../terminal/table.ts';
import { printable } from '../../../text.ts';
import { lastSeen } from '../gather/events.ts';

const HEAD = ['LAST SEEN', 'FIRST SEEN', 'COUNT', 'TYPE', 'REASON', 'OBJECT', 'FROM', 'MESSAGE'];

/** Events as a table, in their order. */
export function eventTable(events: readonly KubeObject[]): string {
  return table(HEAD, events.map(row), { right: [2] });
}

function row(event: KubeObject): string[] {
  const { kind, name } = recordAt(event, ['regarding']);
  const { component } = recordAt(event, ['deprecatedSource']);
  const count = recordAt(event, ['series'])['count'] ?? event['deprecatedCount'] ?? 1;
  const first = event['deprecatedFirstTimestamp'] ?? event['eventTime'] ?? event.metadata.creationTimestamp;
  return [
    lastSeen(event),
    first,
    count,
    event['type'],
    event['reason'],
    `${word(kind)}/${word(name)}`,
    event['reportingController'] || component,
    event['note'],
  ].map(word);
}

function word(value: unknown): string {
  return typeof value === 'string' ? printable(value) : typeof value === 'number' ? String(value) : '';
}
