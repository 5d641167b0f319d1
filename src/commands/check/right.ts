/** A right that a user or a program may have. */
export interface Right {
  readonly verb: string;
  /** `''` for the core group. */
  readonly group: string;
  /** With a subresource, such as `pods/log`. */
  readonly resource: string;
  /** Undefined: in all namespaces, or of the cluster. */
  readonly namespace?: string | undefined;
  /** Whether it is about all namespaces, for the words. */
  readonly isEverywhere?: boolean | undefined;
  /** Of one object. */
  readonly name?: string | undefined;
}

/** A right, what it is needed for, and whether the user has it. */
export interface CheckedRight extends Right {
  readonly neededFor: string;
  readonly isAllowed: boolean;
}

/** `list pods in namespace robot`, `create clusterroles.rbac.authorization.k8s.io`. */
export function inWords({ verb, group, resource, namespace, isEverywhere, name }: Right): string {
  const [plural = '', subresource] = resource.split('/');
  const full = `${group === '' ? plural : `${plural}.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
  const which = name === undefined ? '' : ` ${name}`;
  const everywhere = isEverywhere === true ? ' in all namespaces' : '';
  return `${verb} ${full}${which}${namespace === undefined ? everywhere : ` in namespace ${namespace}`}`;
}
