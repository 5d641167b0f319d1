import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDirectory } from './paths.ts';

/** If set, API servers write an audit log there, in a file for each cluster that outlives the cluster. */
export const AUDIT_DIRECTORY = 'ICEORYX_OPERATOR_AUDIT';

/** Kubernetes' own components send by far the most requests. They are not recorded. */
const POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    {
      level: 'None',
      users: ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler', 'system:kube-proxy'],
    },
    { level: 'None', userGroups: ['system:nodes', 'system:serviceaccounts:kube-system'] },
    { level: 'Metadata' },
  ],
};

/** Flags of an API server that writes an audit log; none if that is not wanted. */
export function auditFlags(cluster: string, state: string): string[] {
  const directory = process.env[AUDIT_DIRECTORY];
  if (directory === undefined) return [];
  const policy = join(state, 'audit-policy.json');
  writeFileSync(policy, JSON.stringify(POLICY));
  const file = join(ensureDirectory(directory), `${cluster}.log`);
  return [`--audit-policy-file=${policy}`, `--audit-log-path=${file}`, '--audit-log-maxsize=1000'];
}
