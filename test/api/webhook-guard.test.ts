import test from 'ava';
import { until } from '../../lab/host/until.ts';
import { rendered } from '../../lab/operator/helm.ts';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient, type JsonPatchOperation } from '../../src/kube/client.ts';
import type { CredentialSource } from '../../src/kube/credentials.ts';
import { MUTATING_WEBHOOKS } from '../../src/webhook/certificates/configuration.ts';
import { ApiBench } from '../support/api-bench.ts';

const KINDS = [
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
];

let bench: ApiBench;
let release: string;
let operator: KubeClient;
test.before(async () => {
  bench = await ApiBench.join('webhook-guard');
  release = bench.nameFor('guarded');
  const values = { fullnameOverride: release };
  const objects = await rendered({ release, namespace: bench.namespace, values });
  await bench.apply(
    ...objects.filter(({ kind = '', metadata }) => KINDS.includes(kind) && metadata.name.startsWith(release)),
  );
  const access = await resolveAccess({ kubeconfig: bench.cluster.kubeconfig });
  const user = `system:serviceaccount:${bench.namespace}:${release}`;
  const credentials: CredentialSource = async (rejected) => ({
    ...(await access.credentials(rejected)),
    headers: { 'Impersonate-User': user },
  });
  operator = new KubeClient({ access: { ...access, credentials }, userAgent: 'operator/1' });
});
test.after.always(async () => {
  await operator.close();
  const kinds = KINDS.filter((kind) => kind !== 'ServiceAccount').join(',');
  await bench.kubectl.run(['delete', kinds, '-l', `app.kubernetes.io/instance=${release}`]);
  await bench.close();
});

/** What the API server answers to a patch by the operator's own account. */
async function patched(...operations: JsonPatchOperation[]): Promise<string> {
  return operator.jsonPatch(MUTATING_WEBHOOKS, release, operations).then(
    () => 'patched',
    (error: unknown) => String(error),
  );
}

const BUNDLE = { op: 'add' as const, path: '/webhooks/0/clientConfig/caBundle', value: 'LS0t' };

test.serial(
  "the operator's account sets caBundle of its webhook configuration, and changes nothing else of it",
  async (t) => {
    const everything = [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'] }];
    const changes: readonly JsonPatchOperation[] = [
      { op: 'replace', path: '/webhooks/0/rules', value: everything },
      { op: 'replace', path: '/webhooks/1/failurePolicy', value: 'Ignore' },
      { op: 'remove', path: '/webhooks/0/objectSelector' },
      { op: 'remove', path: '/webhooks/0/namespaceSelector' },
      { op: 'remove', path: '/webhooks/0/matchConditions' },
      { op: 'replace', path: '/webhooks/0/clientConfig/service/namespace', value: 'other' },
      { op: 'replace', path: '/webhooks/1/timeoutSeconds', value: 1 },
      { op: 'remove', path: '/webhooks/1' },
      { op: 'replace', path: '/webhooks/0/name', value: 'other.iceoryx.io' },
    ];
    const words = /the operator may change nothing of its webhook configuration but caBundle/;
    let seconds = 10;
    await until('the policy is in force', async () => {
      // Each time another value: the first may be accepted.
      seconds = (seconds % 30) + 1;
      return words.test(await patched({ op: 'replace', path: '/webhooks/0/timeoutSeconds', value: seconds }));
    });
    for (const change of changes) {
      t.regex(await patched(change), words, JSON.stringify(change));
      t.regex(await patched(BUNDLE, change), words, JSON.stringify(change));
    }
    t.regex(await patched(BUNDLE), /patched/);
  },
);

test.serial('an administrator, and the chart, change it as they like', async (t) => {
  const patch = ['--type=json', '-p', '[{"op":"replace","path":"/webhooks/0/timeoutSeconds","value":7}]'];
  t.regex(await bench.kubectl.run(['patch', 'mutatingwebhookconfiguration', release, ...patch]), /patched/);
});
