import { API } from './checks/api.ts';
import { BEFORE } from './checks/before.ts';
import { CERTIFICATES } from './checks/certificates.ts';
import { LEADER } from './checks/leader.ts';
import { BY_LAST_SWEEP, BY_OWN_SWEEP, SWEEPS_READY } from './checks/leftovers.ts';
import { AGENTS } from './checks/agents.ts';
import { LIMITS } from './checks/limits.ts';
import { MEMORY } from './checks/memory.ts';
import { NAMESPACES } from './checks/namespaces.ts';
import { NODE_VERSIONS } from './checks/node-versions.ts';
import { NODES } from './checks/nodes.ts';
import { OF_OBJECTS } from './checks/objects.ts';
import { OPERATOR } from './checks/operator.ts';
import { OPERATOR_PARTS } from './checks/operator-parts.ts';
import { OPERATOR_READY } from './checks/operator-ready.ts';
import { OF_PODS } from './checks/pods.ts';
import { RIGHTS } from './checks/rights.ts';
import { SERVER } from './checks/server.ts';
import { WEBHOOK } from './checks/webhook.ts';
import type { AnyCheck } from './model.ts';

const KUBERNETES = [...SERVER, ...NODES, ...NODE_VERSIONS];

/** What there is to check. */
export interface Wishes {
  /** Before an installation. */
  readonly pre: boolean;
  /** Whether nodes may be swept for it. */
  readonly sweep: boolean;
}

/** The checks in the order in which they are shown. */
export function checksFor({ pre, sweep }: Wishes): readonly AnyCheck[] {
  return pre
    ? [...KUBERNETES, BEFORE.definitions, BEFORE.operator, RIGHTS.ofInstaller]
    : [
        ...KUBERNETES,
        ...API,
        ...OPERATOR,
        OPERATOR_READY,
        LEADER,
        OPERATOR_PARTS,
        RIGHTS.ofCommands,
        RIGHTS.ofOperator,
        ...WEBHOOK,
        ...CERTIFICATES,
        ...NAMESPACES,
        ...LIMITS,
        ...MEMORY,
        ...OF_OBJECTS,
        ...OF_PODS,
        AGENTS,
        SWEEPS_READY,
        sweep ? BY_OWN_SWEEP : BY_LAST_SWEEP,
      ];
}
