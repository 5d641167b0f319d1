import type { KubeObject } from '../../kube/object.ts';
import { ownerKind } from '../kit/pods-of.ts';
import type { ConditionView } from './view.ts';

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
}

/** Conditions that are True if all is well, in the order of how much they explain. */
const WELL_IF_TRUE = ['FaultFree', 'HealingAllowed', 'AllInjected', 'RouDiReady', 'SharedMemoryFits', 'Ready'];

/**
 * What the operator says is wrong with an object, apart from what was found in its pods too.
 *
 * @param found ids of the findings in its pods
 */
export function complaintsOf(object: KubeObject, found: readonly string[]): ConditionView[] {
  const { namespace = '', name } = object.metadata;
  const { conditions = [] } = (object['status'] ?? {}) as { readonly conditions?: readonly Condition[] };
  const wrong = ['Stalled', ...WELL_IF_TRUE].flatMap((wanted) => {
    const { status, reason = '', message = '' } = conditions.find(({ type }) => type === wanted) ?? {};
    return status !== (wanted === 'Stalled' ? 'True' : 'False') || found.includes(reason)
      ? []
      : [{ namespace, object: `${ownerKind(object)}/${name}`, type: wanted, status, reason, message }];
  });
  // Ready says again what another one says first.
  return wrong.filter(({ type, message }, index) =>
    wrong.every((other, before) => before >= index || !message.includes(other.message) || type !== 'Ready'),
  );
}
