import { readFileSync } from 'node:fs';
import test from 'ava';
import { parseAllDocuments } from 'yaml';
import { checksFor } from '../../../../src/commands/check/checks.ts';
import type { Operator } from '../../../../src/commands/check/facts.ts';
import { Reads } from '../../../../src/commands/check/gather/reads.ts';
import { Absent, type Readers, Source, Unknown } from '../../../../src/commands/check/gather/source.ts';
import { askWebhook } from '../../../../src/commands/check/gather/webhook.ts';
import { missingGrants } from '../../../../src/commands/check/grants.ts';
import { check, ok, SEVERITIES, type Severity, verdict } from '../../../../src/commands/check/model.ts';
import { commandRights, installRights } from '../../../../src/commands/check/needed-rights.ts';
import { type Outcome, outcomeOf, perform } from '../../../../src/commands/check/perform.ts';
import { reportOf } from '../../../../src/commands/check/report.ts';
import { endInWords, outcomeInWords } from '../../../../src/commands/check/text.ts';
import { rightsInWords } from '../../../../src/commands/check/words.ts';
import type { KubeClient } from '../../../../src/kube/client.ts';
import { ApiError } from '../../../../src/kube/errors.ts';
import { NODES } from '../../../../src/kube/resource.ts';
import { plain } from '../../../../src/terminal/paint.ts';
import { ALL, operator } from './judging.ts';

const READER = { paint: plain, width: undefined };
const ABOUT = { version: '0.1.0', pre: false, scope: {} };

test('every check has a name of its own, and a heading in the documentation', (t) => {
  const page = readFileSync('docs/kubectl/check.md', 'utf8');
  const headings = page.match(/(?<=^### )[a-z-]+$/gm) ?? [];
  const ids = [...new Set(ALL.map(({ id }) => id))];
  t.deepEqual(headings.toSorted(), ids.toSorted());
  for (const wishes of [
    { pre: false, sweep: false },
    { pre: false, sweep: true },
    { pre: true, sweep: false },
  ]) {
    const names = checksFor(wishes).map(({ id }) => id);
    t.is(new Set(names).size, names.length);
  }
});

const MANIFEST = parseAllDocuments(readFileSync('deploy/iceoryx-operator.yaml', 'utf8')).map(
  (each) =>
    each.toJS() as {
      apiVersion: string;
      kind: string;
      metadata: { namespace?: string };
      rules?: object[];
      spec?: object;
    },
);

test('the rights of an installation are those for the kinds of the manifest', (t) => {
  const has = new Set(installRights('iceoryx-system').map(({ group, resource }) => `${group}/${resource}`));
  for (const { apiVersion, kind } of MANIFEST) {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    const plural = kind.toLowerCase().replace(/y$/, 'ie').replace(/s$/, 'se');
    t.true(has.has(`${group}/${plural}s`), `${group}/${plural}s`);
  }
});

test('the roles of the manifest have what its operator is said to need', (t) => {
  const deployment = MANIFEST.find(({ kind }) => kind === 'Deployment') as unknown as Operator['deployment'];
  const args = deployment.spec?.template.spec?.containers[0]?.args ?? [];
  const rules = (wanted: string) =>
    MANIFEST.filter(({ kind }) => kind === wanted).flatMap((each) => each.rules ?? []) as never[];
  const grants = { account: 'a', cluster: rules('ClusterRole'), inNamespaces: { 'iceoryx-system': rules('Role') } };
  const current = operator(args.slice(1));
  t.deepEqual(missingGrants(current, grants), []);
  t.true(missingGrants(current, { ...grants, cluster: [] }).length > 4);
});

test('rights of commands are asked for in the namespace that is looked at', (t) => {
  const of = (namespace?: string) =>
    rightsInWords(commandRights(namespace).filter(({ neededFor }) => neededFor === 'top'));
  t.is(
    of('a'),
    'list iceoryxdeployments.iceoryx.io, iceoryxprofiles.iceoryx.io, iceoryxdomains.iceoryx.io, pods in namespace a; create pods/exec in namespace a; list nodes',
  );
  t.regex(of(), /create pods\/exec in all namespaces/);
});

const throwing = (error: Error) => async (): Promise<never> => {
  throw error;
};

function sourceOf(readers: Partial<Readers>): Source {
  return new Source(readers as Readers);
}

const nodesAreThere = check({
  id: 'x',
  category: 'kubernetes',
  description: 'there are nodes',
  severity: 'Error',
  needs: ['nodes'],
  judge: ({ nodes }) => ok(`${nodes.length}`),
});

test('a check is skipped with the reason why it could not be made, or had nothing to do', async (t) => {
  const of = async (error: Error) => {
    const { result, reason, message } = await perform(nodesAreThere, sourceOf({ nodes: throwing(error) }));
    return [result, reason, message];
  };
  t.deepEqual(await of(new Unknown('you may not list nodes')), ['skipped', 'CannotBeMade', 'you may not list nodes']);
  t.deepEqual(await of(new Absent('there is none')), ['skipped', 'NothingToCheck', 'there is none']);
  t.deepEqual(await of(new TypeError('odd field')), ['skipped', 'CannotBeMade', 'odd field']);
});

test('a fact that does not come in time leaves its check, and no other', async (t) => {
  const late = { ...nodesAreThere, deadlineMs: 1 };
  const never = sourceOf({ nodes: () => new Promise(() => undefined) });
  t.regex((await perform(late, never)).message ?? '', /no answer within 0\.001 s/);
});

test('what several checks need is read once', async (t) => {
  let reads = 0;
  const nodes = (): Promise<never[]> => {
    reads += 1;
    return Promise.resolve([]);
  };
  const source = sourceOf({ nodes });
  await Promise.all([perform(nodesAreThere, source), perform(nodesAreThere, source)]);
  t.is(reads, 1);
});

const refused = (status: number, message: string) => new ApiError({ method: 'GET', path: '/x' }, status, { message });
const readsOf = (error: Error) => {
  const fail = throwing(error);
  return new Reads({ list: fail, get: fail, create: fail } as unknown as KubeClient);
};

test('a read that is forbidden names the right, and a kind that is not there is no fault', async (t) => {
  const forbidden = readsOf(refused(403, 'nodes is forbidden'));
  await t.throwsAsync(forbidden.list(NODES), { instanceOf: Unknown, message: 'you may not list nodes' });
  await t.throwsAsync(forbidden.get(NODES, 'a'), { instanceOf: Unknown, message: 'you may not get nodes a' });
  await t.throwsAsync(forbidden.list({ ...NODES, namespaced: true }), {
    message: 'you may not list nodes in all namespaces',
  });
  const missing = readsOf(refused(404, 'the server could not find the requested resource'));
  await t.throwsAsync(missing.list(NODES), { instanceOf: Absent });
  t.is(await missing.get(NODES, 'a'), undefined);
});

test('the answer to the pod of the dry run tells our webhook from everything else', async (t) => {
  const of = async (message: string, status = 403) =>
    (await askWebhook(readsOf(refused(status, message)), 'a')).outcome;
  t.is(
    await of('admission webhook "profile.iceoryx.io" denied the request: IceoryxProfile a/x does not exist; create it'),
    'refused',
  );
  t.is(await of('Internal error occurred: failed calling webhook "profile.iceoryx.io": EOF', 500), 'unreachable');
  t.is(await of('admission webhook "policy.example.com" denied the request: no'), 'stopped before');
  t.is(await of('pods "x" is forbidden: error looking up service account a/default'), 'stopped before');
  await t.throwsAsync(of('pods is forbidden: User "u" cannot create resource "pods" in API group ""'), {
    instanceOf: Unknown,
    message: 'you may not create pods in namespace a',
  });
  const admitting = new Reads({ create: () => Promise.resolve({}) } as unknown as KubeClient);
  t.is((await askWebhook(admitting, 'a')).outcome, 'admitted');
});

function outcomes(...severities: (Severity | 'ok' | 'skipped')[]): Outcome[] {
  return severities.map((each, index) => {
    const head = {
      id: `c${index}`,
      category: index % 2 === 0 ? 'objects' : 'operator',
      description: 'd',
      severity: 'Error',
    } as const;
    const isFinding = SEVERITIES.some((severity) => severity === each);
    return outcomeOf(
      head,
      isFinding
        ? verdict([{ severity: each as Severity, object: `o${index}`, message: 'm', remedy: 'r' }], '')
        : { result: each as 'ok', message: 'm' },
    );
  });
}

test('the exit code follows the worst finding', (t) => {
  const of = (...severities: Parameters<typeof outcomes>) => reportOf(outcomes(...severities), ABOUT).summary.exitCode;
  t.is(of('ok', 'skipped'), 0);
  t.is(of('ok', 'Info'), 0);
  t.is(of('Warning', 'Info'), 3);
  t.is(of('Warning', 'Error'), 1);
});

test('findings are ranked by severity, and causes come before what follows from them', (t) => {
  const { findings } = reportOf(outcomes('Error', 'Info', 'Warning', 'Error', 'ok'), ABOUT);
  t.deepEqual(
    findings.map(({ check, severity }) => [check, severity]),
    [
      ['c3', 'Error'],
      ['c0', 'Error'],
      ['c2', 'Warning'],
      ['c1', 'Info'],
    ],
  );
});

test('a check is told with finding, remedy and place to read, within the width of a terminal', (t) => {
  const [outcome] = outcomes('Error');
  t.is(
    outcomeInWords(outcome as Outcome, READER),
    '× d\n    o0: m\n      remedy: r\n      see:    docs/kubectl/check.md#c0\n',
  );
  const long = outcomeOf(
    { ...(outcome as Outcome), id: 'l' },
    verdict([{ message: 'word '.repeat(40).trim(), remedy: 'r' }], ''),
  );
  const lines = outcomeInWords(long, { paint: plain, width: 80 }).split('\n');
  t.true(lines.length > 4 && lines.every((line) => line.length <= 80), lines.join('\n'));
});

test('what a cluster says cannot steer a terminal', (t) => {
  const odd = outcomeOf(
    { id: 'c', category: 'objects', description: 'd', severity: 'Error' },
    verdict([{ object: 'Pod a\u001B[2J', message: 'x\u001B]0;y\u0007\nz', remedy: 'r' }], ''),
  );
  const text = outcomeInWords(odd, READER) + endInWords(reportOf([odd], ABOUT), '', READER);
  // oxlint-disable-next-line no-control-regex
  t.notRegex(text, /[\u0000-\u0009\u000B-\u001F]/);
});

test('a run that could not see everything does not say that all is well', (t) => {
  const seen = (...some: Outcome[]) => endInWords(reportOf(some, ABOUT), 'scope', READER);
  t.regex(seen(...outcomes('ok', 'skipped')), /^All is well\. 2 checks: 1 ok, 0 failed, 1 skipped; scope\.\n$/);
  const blind = {
    ...(outcomes('skipped')[0] as Outcome),
    reason: 'CannotBeMade',
    message: 'you may not list nodes',
  } as const;
  t.regex(
    seen(blind, { ...blind, id: 'other' }),
    / {2}- 2 checks: you may not list nodes\n\nWhat could be checked is well\./,
  );
});
