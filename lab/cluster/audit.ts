import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDirectory } from './paths.ts';

/** If it is set, API servers write there who asked what of them, in a file for each cluster that outlives it. */
export const AUDIT_DIRECTORY = 'ICEORYX_OPERATOR_AUDIT';

/** Kubernetes' own components ask far more than anybody else, and nobody wants to know. */
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

/** Flags of an API server that keeps such a record; none unless it is wanted. */
export function auditFlags(cluster: string, state: string): string[] {
  const directory = process.env[AUDIT_DIRECTORY];
  if (directory === undefined) return [];
  const policy = join(state, 'audit-policy.json');
  writeFileSync(policy, JSON.stringify(POLICY));
  const file = join(ensureDirectory(directory), `${cluster}.log`);
  return [`--audit-policy-file=${policy}`, `--audit-log-path=${file}`, '--audit-log-maxsize=1000'];
}
