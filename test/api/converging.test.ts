import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { until } from '../../lab/host/until.ts';
import { PluginUser } from '../../lab/operator/plugin.ts';

let bench: ApiBench;
test.before(async () => {
  bench = await ApiBench.join('converging');
  await bench.startOperator();
  // Autoscalers sync every 15 s: other tests run in the meantime.
  await bench.apply(robot('autoscaled', { replicas: 1 }), {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'autoscaled' },
    spec: {
      scaleTargetRef: { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxDeployment', name: 'autoscaled' },
      // It scales to this number whatever it knows of the pods.
      minReplicas: 3,
      maxReplicas: 5,
    },
  });
});
test.after.always(async () => bench.close());

const image = (child: Deployment | undefined) =>
  child?.spec?.template.spec?.containers.map((each) => each.image).join();
const withImage = (reference: string) => ({
  template: { spec: { containers: [{ name: 'app', image: reference }] } },
});

test.serial('kubectl rollout undo is reverted, and an Event says where to roll back instead', async (t) => {
  await bench.apply(robot('undone'));
  await bench.holds('undone', 'Ready');
  await bench.apply(robot('undone', withImage('example.com/app:2')));
  await bench.holds('undone', 'Ready');
  t.is(image(await bench.deployment('undone')), 'example.com/app:2');
  await until('both revisions exist', async () => {
    const history = await bench.kubectl.run(['rollout', 'history', 'deployment/undone']);
    return /^2\s/m.test(history);
  });
  await bench.kubectl.run(['rollout', 'undo', 'deployment/undone']);
  t.regex((await bench.notes('undone', 'Reverted')).join(), /change the IceoryxDeployment instead, also to roll back/);
  await until('the undo is reverted', async () => image(await bench.deployment('undone')) === 'example.com/app:2');
});

test.serial('fields of other managers in the Deployment survive our changes', async (t) => {
  await bench.apply(robot('shared'));
  await bench.holds('shared', 'Ready');
  const theirs = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shared', annotations: { 'team.example/owner': 'vision' } },
    spec: {
      template: {
        metadata: { annotations: { 'proxy.example/inject': 'true' } },
        spec: { containers: [{ name: 'app', env: [{ name: 'TRACE', value: '1' }] }] },
      },
    },
  };
  await bench.kubectl.run(['apply', '--server-side', '--field-manager=team', '-f', '-'], {
    input: JSON.stringify(theirs),
  });
  await bench.apply(robot('shared', { ...withImage('example.com/app:2'), replicas: 1 }));
  const child = await until('the change has arrived', async () => {
    const found = await bench.deployment('shared');
    return image(found) === 'example.com/app:2' && found;
  });
  t.is(child.metadata.annotations?.['team.example/owner'], 'vision');
  t.is(child.spec?.template.metadata?.annotations?.['proxy.example/inject'], 'true');
  const app = child.spec?.template.spec?.containers.find(({ name }) => name === 'app');
  t.deepEqual(app?.env, [{ name: 'TRACE', value: '1' }]);
  const { generation } = child.metadata;
  await bench.apply(robot('after-shared'));
  await bench.holds('after-shared', 'Ready');
  t.is((await bench.deployment('shared'))?.metadata.generation, generation, 'no change is reverted');
  await bench.kubectl.run(['delete', 'ioxd', 'shared']);
});

test.serial(
  'a Deployment of another owner with the same name is left alone, and ours is created once it is gone',
  async (t) => {
    const labels = { app: 'theirs' };
    const theirs = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'taken' },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'example.com/web:1' }] } },
      },
    };
    await bench.apply(theirs);
    const before = await until('the Deployment is observed by its controller', async () => {
      const child = await bench.deployment('taken');
      return child?.status?.observedGeneration !== undefined && child;
    });
    await bench.apply(robot('taken'));
    const { message } = await bench.holds('taken', 'Stalled', 'True', 'NameTaken');
    t.regex(message, /delete it, or give this IceoryxDeployment another name/);
    await bench.apply(robot('taken', { replicas: 1 }));
    await bench.holds('taken', 'Stalled', 'True', 'NameTaken');
    const after = await bench.deployment('taken');
    t.is(after?.metadata.resourceVersion, before.metadata.resourceVersion);
    await bench.kubectl.run(['delete', 'deployment', 'taken']);
    await bench.kubectl.run(['patch', 'ioxd', 'taken', '--type=merge', '-p', '{"spec":{"replicas":0}}']);
    await bench.holds('taken', 'Ready');
  },
);

test.serial(
  'a Deployment restored from a backup with an owner that no longer exists is deleted and created again',
  async (t) => {
    await bench.apply(robot('restored'));
    await bench.holds('restored', 'Ready');
    const backup = await bench.deployment('restored');
    await bench.stopOperator();
    await bench.kubectl.run(['delete', 'ioxd', 'restored', '--cascade=foreground']);
    const { uid: _, resourceVersion: __, creationTimestamp: ___, ...metadata } = backup?.metadata ?? { name: '' };
    const { status: ____, ...rest } = backup ?? { metadata };
    await bench.kubectl.run(['create', '-f', '-'], {
      input: JSON.stringify({ ...rest, metadata: { ...metadata, managedFields: [] } }),
    });
    const stale = await bench.deployment('restored');
    await bench.apply(robot('restored'));
    await bench.startOperator();
    await bench.holds('restored', 'Ready');
    const [object, child] = [await bench.object('restored'), await bench.deployment('restored')];
    t.deepEqual(
      child?.metadata.ownerReferences?.map(({ uid }) => uid),
      [object.metadata.uid],
    );
    t.not(child?.metadata.uid, stale?.metadata.uid);
  },
);

test.serial('a paused object writes its change without a rollout, still scales, and reports both', async (t) => {
  await bench.apply(robot('paused', { replicas: 1 }));
  await bench.holds('paused', 'Reconciling');
  await bench.apply(robot('paused', { replicas: 2, paused: true, ...withImage('example.com/app:2') }));
  await bench.holds('paused', 'Reconciling', 'True', 'Paused');
  t.like((await bench.deployment('paused'))?.spec, { paused: true, replicas: 2 });
  const sets = await bench.kubectl.get<{ items: Deployment[] }>('rs', '-l', 'iceoryx.io/deployment=paused');
  t.is(sets?.items.length, 1);
  await bench.kubectl.run(['delete', 'ioxd', 'paused']);
});

test.serial(
  'a quota on Deployments is reported in its own words, and the object continues once the quota is raised',
  async (t) => {
    await bench.kubectl.run(['create', 'quota', 'none', '--hard=count/deployments.apps=0']);
    await until('the quota is in force', async () => {
      const quota = await bench.kubectl.get<{ status?: { used?: object } }>('quota', 'none');
      return quota?.status?.used !== undefined;
    });
    await bench.apply(robot('counted'));
    const { message } = await bench.holds('counted', 'Stalled', 'True', 'Forbidden');
    t.regex(message, /exceeded quota: none/);
    t.regex((await bench.notes('counted', 'Forbidden')).join(), /exceeded quota/);
    await bench.kubectl.run(['delete', 'quota', 'none']);
    await bench.holds('counted', 'Ready');
  },
);

test.serial('a quota on pods is reported in its own words', async (t) => {
  await bench.kubectl.run(['create', 'quota', 'podless', '--hard=pods=0']);
  await bench.apply(robot('podless', { replicas: 1 }));
  await until('the quota is in the message', async () =>
    /exceeded quota: podless/.test((await bench.condition('podless', 'Ready'))?.message ?? ''),
  );
  await bench.kubectl.run(['delete', 'quota', 'podless']);
  await bench.kubectl.run(['delete', 'ioxd', 'podless']);
  t.pass();
});

test.serial('an admission policy that refuses the Deployment is reported in its own words', async (t) => {
  const policy = bench.nameFor('no-latest');
  t.teardown(async () =>
    bench.kubectl.run(['delete', 'validatingadmissionpolicybinding,validatingadmissionpolicy', policy]),
  );
  await bench.apply(
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: policy },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': bench.namespace } },
          resourceRules: [
            { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] },
          ],
        },
        validations: [
          {
            expression: "object.spec.template.spec.containers.all(c, !c.image.endsWith(':latest'))",
            message: 'house rule: no latest',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: policy },
      spec: { policyName: policy, validationActions: ['Deny'] },
    },
  );
  await until('the policy is in force', async () => {
    const probe = ['create', 'deployment', 'probe', '--image=x:latest', '--replicas=0', '--dry-run=server'];
    return bench.kubectl.run(probe).then(
      () => false,
      (error: unknown) => String(error).includes('house rule'),
    );
  });
  await bench.apply(robot('refused', withImage('example.com/app:latest')));
  t.regex((await bench.holds('refused', 'Stalled')).message, /house rule: no latest/);
  await bench.apply(robot('refused', withImage('example.com/app:1')));
  await bench.holds('refused', 'Ready');
});

test.serial('a specification too large for the operator is reported with a remedy, and others continue', async (t) => {
  await bench.apply(robot('huge'));
  await bench.holds('huge', 'Ready');
  // Small by itself, but the API server stores for each variable of a Deployment who set its name and its value.
  const env = Array.from({ length: 4000 }, (_, index) => ({ name: `V${index}`.padEnd(200, '_'), value: 'x' }));
  const containers = [{ name: 'app', image: 'example.com/app:2', env }];
  // Server-side, since a client-side apply stores the object in an annotation too.
  await bench.kubectl.run(['apply', '--server-side', '--force-conflicts', '-f', '-'], {
    input: JSON.stringify(robot('huge', { template: { spec: { containers } } })),
  });
  await bench.kubectl.run(['wait', '--for=condition=Stalled', 'ioxd/huge', '--timeout=60s']);
  const { message } = await bench.holds('huge', 'Stalled', 'True', 'TemplateRefused');
  t.regex(message, /the operator keeps specifications of 128 KiB, and this one has \d+ KiB: shorten spec\.template/);
  t.regex((await bench.notes('huge', 'TemplateRefused')).join(), /this one has \d+ KiB: shorten spec\.template/);
  t.is(image(await bench.deployment('huge')), 'example.com/app:1');
  await bench.apply(robot('beside-huge'));
  await bench.holds('beside-huge', 'Ready');
  const patch = JSON.stringify({ spec: withImage('example.com/app:3') });
  await bench.kubectl.run(['patch', 'ioxd', 'huge', '--type=merge', '-p', patch]);
  await bench.holds('huge', 'Ready');
  t.is(image(await bench.deployment('huge')), 'example.com/app:3');
});

test.serial(
  'fields nested as deep as the API server takes are reported with a remedy, and others continue',
  async (t) => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    const roudi = `"roudi": {"image": "example.com/roudi:2.0.3", "securityContext": {"x": ${nested(9_900)}}}`;
    const specs = {
      IceoryxDeployment: `${roudi}, "template": {"spec": {"containers": [{"name": "app", "image": "example.com/app:1"}]}}`,
      IceoryxDomain: roudi,
      IceoryxProfile: roudi,
    };
    for (const [kind, spec] of Object.entries(specs)) {
      const input = `{"apiVersion": "iceoryx.io/v1alpha1", "kind": "${kind}", "metadata": {"name": "deep"}, "spec": {${spec}}}`;
      await bench.kubectl.run(['create', '-f', '-'], { input });
      await bench.kubectl.run(['wait', '--for=condition=Stalled', `${kind}/deep`, '--timeout=60s']);
      const { status } = (await bench.kubectl.get<IceoryxDeployment>(kind, 'deep')) ?? {};
      t.regex(
        status?.conditions?.find(({ type }) => type === 'Stalled')?.message ?? '',
        /^spec\.roudi\.securityContext\.x\S+: fields are nested more than 200 levels deep .*; remove the outermost one/,
      );
    }
    await bench.apply(robot('beside-deep'));
    await bench.holds('beside-deep', 'Ready');

    const user = await PluginUser.of(bench.cluster, bench.namespace);
    const archive = join(tmpdir(), `${bench.namespace}-report.tar.gz`);
    for (const command of ['status', 'explain ioxd/deep', 'explain ioxdom/deep', 'explain ioxprofile/deep']) {
      const { code, stdout, stderr } = await user.run(`kubectl iceoryx ${command}`);
      t.deepEqual([code, stderr], [0, ''], command);
      t.regex(stdout, /deep/);
    }
    t.is((await user.run(`kubectl iceoryx report --file ${archive}`)).code, 0);
    const { stdout } = await user.run(`tar xzOf ${archive} --wildcards '*/deep.yaml'`);
    t.is(stdout.match(/left out, as it is nested more than 200 levels deep/g)?.length, 3);
    await rm(archive);
    await user.leave();
    await bench.kubectl.run(['delete', ...Object.keys(specs).map((kind) => `${kind}/deep`)]);
  },
);

test.serial('a deleted namespace disappears with everything in it', async (t) => {
  const doomed = await bench.newNamespace('doomed');
  const names = ['a', 'b', 'c', 'd', 'e'];
  await bench.apply(...names.map((name) => robot(name, { replicas: 1 }, { namespace: doomed })));
  await until('all have Deployments', async () => {
    const found = await bench.kubectl.get<{ items: object[] }>('deployments', '-n', doomed);
    return found?.items.length === names.length;
  });
  await bench.kubectl.run(['delete', 'namespace', doomed, '--timeout=60s']);
  t.is(await bench.kubectl.get('namespace', doomed), undefined);
  const failed = () =>
    bench.log.filter(({ message, key }) => message === 'reconcile failed' && String(key).startsWith(`${doomed}/`));
  // The operator receives the deletions of the objects before this one.
  await bench.apply(robot('after-doomed'));
  await bench.holds('after-doomed', 'Ready');
  const before = failed().length;
  await bench.apply(robot('long-after-doomed'));
  await bench.holds('long-after-doomed', 'Ready');
  t.is(failed().length, before, 'deleted objects are not reconciled');
});

test.serial('an autoscaler scales the object, and the object its Deployment', async (t) => {
  await until('the Deployment is scaled', async () => (await bench.deployment('autoscaled'))?.spec?.replicas === 3);
  t.is((await bench.object('autoscaled')).spec.replicas, 3);
});
