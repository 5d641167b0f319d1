import test from 'ava';
import { domainOf, withDomainImage } from '../../../src/pod/domain.ts';
import { planDomain } from '../../../src/pod/domain-plan.ts';
import { inject } from '../../../src/pod/inject.ts';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import type { IceoryxDeployment } from '../../../src/api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain } from '../../../src/api/iceoryx-domain.generated.ts';
import { iceoryxDomain, member, USERS } from './domains.ts';
import { AGENT } from './objects.ts';

function injected(object: IceoryxDeployment, domain: IceoryxDomain) {
  const { plan, problems } = planDeployment(object, domainOf(domain));
  if (plan === undefined) {
    throw new Error(JSON.stringify(problems));
  }
  return inject(plan, { restartAllContainers: true }, AGENT);
}

function problemsOf(object: IceoryxDeployment, domain: IceoryxDomain): string[] {
  return (planDeployment(object, domainOf(domain)).problems ?? []).map(({ path, message }) => `${path}: ${message}`);
}

test('pods of a domain get the agent, the directories of their node and no RouDi', (t) => {
  const { spec, metadata } = injected(member(), iceoryxDomain());
  t.deepEqual(
    spec?.initContainers?.map(({ name }) => name),
    ['iceoryx-install', 'iceoryx-agent'],
  );
  t.deepEqual(
    spec?.volumes?.map(({ name, hostPath }) => [name, hostPath]),
    [
      ['iceoryx-domain', undefined],
      ['iceoryx-state', undefined],
      ['iceoryx-agent', undefined],
      ['iceoryx-no-token', undefined],
    ],
  );
  t.is(spec?.volumes?.[0]?.persistentVolumeClaim?.claimName, 'iceoryx.home.robot');
  t.deepEqual(spec?.containers[0]?.volumeMounts, [
    { name: 'iceoryx-domain', mountPath: '/dev/shm', subPath: 'shm' },
    { name: 'iceoryx-domain', mountPath: '/tmp', subPath: 'tmp' },
    { name: 'iceoryx-agent', mountPath: '/iceoryx', readOnly: true },
  ]);
  t.true(spec?.shareProcessNamespace);
  t.false(Object.hasOwn(metadata?.annotations ?? {}, 'iceoryx.io/roudi-config'));
});

test('the owner of a domain: neither its image nor its rights, nor a token, reach pods of other namespaces', (t) => {
  const { spec: of } = iceoryxDomain();
  const securityContext = { privileged: true, runAsUser: 0, capabilities: { add: ['SYS_ADMIN'] } };
  const domain = iceoryxDomain({ roudi: { ...of.roudi, image: 'example.com/owner/roudi:2.0.3', securityContext } });
  t.deepEqual(injected(member(), domain), injected(member(), iceoryxDomain()));
  for (const { name, image, volumeMounts = [] } of injected(member(), domain).spec?.initContainers ?? []) {
    t.is(image, AGENT.image, name);
    const token = volumeMounts.find(({ mountPath }) => mountPath === '/var/run/secrets/kubernetes.io/serviceaccount');
    t.is(token?.name, 'iceoryx-no-token', name);
  }
});

test('the Locator of Cyclone DDS is made of node and domain, which all apps of a RouDi have in common', (t) => {
  const { spec } = injected(member({ cycloneDDS: {} }), iceoryxDomain());
  const [install] = spec?.initContainers ?? [];
  t.deepEqual(install?.args, ['install', '--cyclonedds=$(NODE_NAME)/home/robot']);
  t.deepEqual(install?.env, [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }]);
  t.deepEqual(spec?.containers[0]?.env, [{ name: 'CYCLONEDDS_URI', value: 'file:///iceoryx/cyclonedds.xml' }]);
});

test('pods go to the nodes of the domain, at most one to each', (t) => {
  const domain = iceoryxDomain({ nodeSelector: { fleet: 'a' }, tolerations: [{ key: 'robot', operator: 'Exists' }] });
  const { spec } = injected(member({}, { nodeSelector: { disk: 'ssd' } }), domain);
  t.deepEqual(spec?.nodeSelector, { disk: 'ssd', fleet: 'a' });
  t.deepEqual(spec?.tolerations, [{ key: 'robot', operator: 'Exists' }]);
  t.deepEqual(spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution, [
    { labelSelector: { matchLabels: { 'iceoryx.io/deployment': 'camera' } }, topologyKey: 'kubernetes.io/hostname' },
  ]);
  t.is(injected(member({ runtimeNames: 'Unique' }), domain).spec?.affinity, undefined);
});

test('a label of nodes may be named like what every JavaScript object inherits', (t) => {
  const nodeSelector = { constructor: 'a' };
  t.deepEqual(injected(member(), iceoryxDomain({ nodeSelector })).spec?.nodeSelector, nodeSelector);
});

test("the author's placement is kept beside that of the domain", (t) => {
  const domain = iceoryxDomain({ nodeSelector: { fleet: 'a' }, tolerations: [{ key: 'robot', operator: 'Exists' }] });
  const zone = { topologyKey: 'zone', labelSelector: { matchLabels: {} } };
  const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [] };
  const preferred = [{ weight: 1, podAffinityTerm: zone }];
  const podAntiAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: [zone],
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
  };
  const object = member(
    {},
    {
      nodeSelector: { fleet: 'a', disk: 'ssd' },
      tolerations: [{ key: 'own' }],
      affinity: { nodeAffinity, podAntiAffinity },
    },
  );
  const { spec } = injected(object, domain);
  t.deepEqual(spec?.nodeSelector, { fleet: 'a', disk: 'ssd' });
  t.deepEqual(spec?.tolerations, [{ key: 'own' }, { key: 'robot', operator: 'Exists' }]);
  t.deepEqual(spec?.affinity?.nodeAffinity, nodeAffinity);
  t.deepEqual(spec?.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution, preferred);
  const [first, second] = spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  t.deepEqual(first, zone);
  t.is(second?.topologyKey, 'kubernetes.io/hostname');
});

test('users are those of the domain: agent and apps run without root, with their common group', (t) => {
  const domain = iceoryxDomain({ identity: { users: USERS } });
  const { spec, metadata } = injected(member({}, { securityContext: { runAsUser: 1001 } }), domain);
  t.like(spec?.initContainers?.[1]?.securityContext, { runAsUser: 1001, runAsGroup: 2000, runAsNonRoot: true });
  t.deepEqual(spec?.initContainers?.[1]?.securityContext?.capabilities, { drop: ['ALL'] });
  t.deepEqual(spec?.securityContext?.supplementalGroups, [2000]);
  t.regex(metadata?.annotations?.['iceoryx.io/passwd'] ?? '', /^camera:x:1000:2000:.*\nplanner:x:1001:2001:/m);
  t.regex(metadata?.annotations?.['iceoryx.io/group'] ?? '', /^robots:x:2000:.*planner/m);
});

test('a user that the domain does not name is refused, with the reason', (t) => {
  const named = iceoryxDomain({ identity: { users: USERS } });
  t.regex(problemsOf(member({}, { securityContext: { runAsUser: 7 } }), named)[0] ?? '', /runs as 7.*camera \(1000\)/);
  t.regex(problemsOf(member(), named)[0] ?? '', /for its image to say.*set runAsUser/);
  const nameless = iceoryxDomain();
  t.regex(
    problemsOf(member({}, { securityContext: { runAsUser: 7 } }), nameless)[0] ?? '',
    /names no users.*spec.identity/,
  );
});

test('a conflict with a domain is reported with a remedy', (t) => {
  const tmp = {
    containers: [{ name: 'app', volumeMounts: [{ name: 'own', mountPath: '/tmp' }] }],
    volumes: [{ name: 'own', emptyDir: {} }],
  };
  t.regex(problemsOf(member({}, tmp), iceoryxDomain())[0] ?? '', /'own' is mounted on \/tmp.*remove the mount/);
  const strategy = { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
  t.regex(problemsOf(member({ strategy }), iceoryxDomain())[0] ?? '', /maxUnavailable is 0.*runtimeNames to Unique/);
  t.deepEqual(problemsOf(member({ strategy, runtimeNames: 'Unique' }), iceoryxDomain()), []);
  const elsewhere = member({}, { nodeSelector: { fleet: 'b' } });
  t.regex(problemsOf(elsewhere, iceoryxDomain({ nodeSelector: { fleet: 'a' } }))[0] ?? '', /'b' is asked.*have 'a'/);
});

test('apps that may take longer than the domain waits for them are reported as unsafe', (t) => {
  const { plan } = planDeployment(member({ termination: { appStopSeconds: 40 } }), domainOf(iceoryxDomain()));
  t.regex(plan?.termination.unsafe?.message ?? '', /appStopSeconds is 40.*after 30 s.*raise spec.appStopSeconds/);
  t.is(plan?.termination.killAfterSeconds, 30);
});

test('a domain without an image gets the operator’s, and keeps it until it is changed', (t) => {
  const bare = iceoryxDomain({ roudi: {} });
  const [problem] = planDomain(bare).problems ?? [];
  t.is(
    `${problem?.path}: ${problem?.message}`,
    'spec.roudi.image: image is missing, and the operator has no default for it; add it',
  );
  t.regex(problemsOf(member(), bare)[0] ?? '', /^spec\.domain: IceoryxDomain home\/robot names no image of RouDi/);

  const first = withDomainImage(bare, 'example.com/roudi:2.0.6');
  t.is(planDomain(first).plan?.given.image, 'example.com/roudi:2.0.6');
  const running = { ...bare, status: { observedGeneration: 1, image: 'example.com/roudi:2.0.6' } };
  t.is(withDomainImage(running, 'example.com/roudi:2.0.8').spec.roudi.image, 'example.com/roudi:2.0.6');
  const changed = { ...running, metadata: { ...running.metadata, generation: 2 } };
  t.is(withDomainImage(changed, 'example.com/roudi:2.0.8').spec.roudi.image, 'example.com/roudi:2.0.8');
  t.is(withDomainImage(iceoryxDomain(), 'example.com/roudi:2.0.8').spec.roudi.image, 'example.com/roudi:2.0.6');
});
