import type { Problem } from '../../api/rules/problem.ts';
import { printable } from '../../text.ts';

/** Problems as lines, one for each, whatever the names and values in them are. */
export function linesOf(subject: string, problems: readonly Problem[]): string[] {
  return problems.map(({ path, message }) => printable(`${subject}: ${path}: ${message}`));
}
