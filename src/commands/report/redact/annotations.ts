const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Groups whose annotations say what Kubernetes, its tools and the operator do. */
const KEPT_GROUPS = /^(?:[a-z0-9-]+\.)*(?:iceoryx\.io|kubernetes\.io|k8s\.io|helm\.sh)\//;
/** A switch, such as that of a service mesh, or a small number is no secret, and often the cause. */
const SWITCH = /^(?:true|false|enabled|disabled|\d{1,3})$/i;

/**
 * What becomes of an annotation. Other programs keep whole configurations in them, also copies of the object with its
 * environment, so only the name stays: it tells what is at work. Labels are kept, as they are selected by, and short.
 */
export function fateOfAnnotation(key: string, value: unknown): 'dropped' | 'kept' | 'removed' {
  if (key === LAST_APPLIED) {
    return 'dropped';
  }
  return typeof value === 'string' && (KEPT_GROUPS.test(key) || SWITCH.test(value)) ? 'kept' : 'removed';
}
