import { readFileSync } from 'node:fs';
import test from 'ava';
import { parseAllDocuments } from 'yaml';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { run } from '../../lab/host/run.ts';

const KEY = 'resource.customizations.health.iceoryx.io_IceoryxDeployment';

test.before(async () => {
  await requirePackages(['lua5.4'], () => {});
});

/** A value as Lua writes it. */
function lua(value: unknown): string {
  if (Array.isArray(value)) {
    return `{ ${value.map(lua).join(', ')} }`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, each]) => `[${JSON.stringify(key)}] = ${lua(each)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** What Argo CD shows for an object, with the script of the example. */
async function health(status: object | undefined): Promise<string> {
  const documents = parseAllDocuments(readFileSync('examples/gitops/argo-cd.yaml', 'utf8'));
  const [script] = documents.flatMap((document) => {
    const { data } = document.toJS() as { data?: Record<string, string> };
    return data?.[KEY] ?? [];
  });
  const object = { metadata: { generation: 2 }, ...(status === undefined ? {} : { status }) };
  const program = `local function health(obj)\n${script}\nend\nlocal h = health(${lua(object)})\nprint(h.status .. ": " .. h.message)`;
  return (await run(['lua5.4', '-e', program])).trim();
}

const conditions = (type: string): object => ({
  observedGeneration: 2,
  conditions: ['Ready', 'Reconciling', 'Stalled', 'UpToDate'].map((each) => ({
    type: each,
    status: each === type || each === 'UpToDate' ? 'True' : 'False',
    message: `because of ${type}`,
  })),
});

test('Argo CD derives the health of an object from its conditions', async (t) => {
  t.is(await health(undefined), 'Progressing: Waiting for the operator');
  t.is(await health({ ...conditions('Ready'), observedGeneration: 1 }), 'Progressing: Waiting for the operator');
  t.is(await health(conditions('Ready')), 'Healthy: because of Ready');
  t.is(await health(conditions('Reconciling')), 'Progressing: because of Reconciling');
  t.is(await health(conditions('Stalled')), 'Degraded: because of Stalled');
});
