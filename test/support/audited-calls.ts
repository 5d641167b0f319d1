import { createReadStream, globSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The needed parts of an `audit.k8s.io/v1` Event. */
interface AuditEvent {
  readonly verb: string;
  readonly userAgent?: string;
  readonly requestURI: string;
  readonly objectRef?: { readonly resource?: string; readonly apiGroup?: string; readonly subresource?: string };
}

/** User agent of the operator itself. Its tests have other ones. */
const OPERATOR = /^iceoryx-operator\/\d/;

/** The operators' requests to API servers with an audit log, in the terms of RBAC, and how often each was sent. */
export async function auditedCalls(directory: string): Promise<Map<string, number>> {
  const calls = new Map<string, number>();
  for (const file of globSync(`${directory}/*.log`)) {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const call = callOf(line);
      if (call !== undefined) {
        calls.set(call, (calls.get(call) ?? 0) + 1);
      }
    }
  }
  return calls;
}

function callOf(line: string): string | undefined {
  if (!line.includes('"userAgent":"iceoryx-operator/')) {
    return undefined;
  }
  const { verb, userAgent = '', requestURI, objectRef } = JSON.parse(line) as AuditEvent;
  if (!OPERATOR.test(userAgent)) {
    return undefined;
  }
  const { resource, apiGroup = '', subresource } = objectRef ?? {};
  return resource === undefined
    ? `${verb} ${requestURI}`
    : `${verb} ${apiGroup}/${resource}${subresource === undefined ? '' : `/${subresource}`}`;
}
