import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/*
 * The API server sets defaults before it asks webhooks (pkg/apis/core/v1/defaults.go, v1.36). Two of them cannot be told
 * from what an author has written, and would be taken for it.
 */

const MESSAGE_PATH = '/dev/termination-log';
const MESSAGE_POLICY = 'File';
/** Default of `terminationGracePeriodSeconds`. */
export const DEFAULT_GRACE_SECONDS = 30;

/**
 * A pod's specification without default policies for termination messages. The policy that the operator sets differs from
 * the default only for containers that fail without a message.
 */
export function asWritten(spec: IPodSpec): IPodSpec {
  return mapped(spec, withoutPolicy);
}

function withoutPolicy(container: IContainer): IContainer {
  const { terminationMessagePolicy, ...others } = container;
  const isDefault =
    terminationMessagePolicy === MESSAGE_POLICY && (others.terminationMessagePath ?? MESSAGE_PATH) === MESSAGE_PATH;
  return isDefault ? others : container;
}

/** The specification with the default policies back where the operator has set none. */
export function withPoliciesOf(given: IPodSpec, spec: IPodSpec): IPodSpec {
  const policies = new Map(
    [...(given.initContainers ?? []), ...given.containers].map(({ name, terminationMessagePolicy: policy }) => [
      name,
      policy,
    ]),
  );
  const restored = (container: IContainer): IContainer => {
    const policy = container.terminationMessagePolicy ?? policies.get(container.name);
    return policy === undefined ? container : { ...container, terminationMessagePolicy: policy };
  };
  return mapped(spec, restored);
}

/** A specification whose containers are changed. Manifests may have null for no init containers. */
function mapped(spec: IPodSpec, change: (container: IContainer) => IContainer): IPodSpec {
  const initContainers = spec.initContainers?.map(change);
  return {
    ...spec,
    ...(initContainers === undefined ? {} : { initContainers }),
    containers: spec.containers.map(change),
  };
}
