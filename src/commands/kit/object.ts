import { stringify } from 'yaml';
import { escaped } from '../../text.ts';

/** An object for programs, as JSON or YAML. What a terminal would obey is escaped. */
export function objectIn(format: 'json' | 'yaml', object: unknown): string {
  return escaped(format === 'json' ? `${JSON.stringify(object, undefined, 2)}\n` : stringify(object, { lineWidth: 0 }));
}
