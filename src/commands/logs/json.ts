import { escaped } from '../../text.ts';
import type { MarkedLine } from './line.ts';

/** A line for programs: one JSON object. */
export function inJson({ stamp, namespace, pod, container, role, text, findings }: MarkedLine): string {
  const object = {
    time: stamp,
    namespace,
    pod,
    container,
    role,
    line: text,
    ...(findings.length === 0
      ? {}
      : {
          findings: findings.map(({ id, severity, count, isFirst, meaning, cause, remedy }) => ({
            id,
            severity,
            count,
            ...(isFirst ? { meaning, cause, remedy } : {}),
          })),
        }),
  };
  return escaped(`${JSON.stringify(object)}\n`);
}
