import test from 'ava';
import { type Found, uninstallReport } from '../../../src/commands/uninstall-check/report.ts';

const kind = (name: string, namespaced = true) => ({
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: name,
  plural: `${name.toLowerCase()}s`,
  namespaced,
});
const some = (count: number, resource = kind('IceoryxDeployment')): Found => ({
  resource,
  objects: Array.from({ length: count }, (_, index) => ({
    metadata: { name: `robot-${index}`, ...(resource.namespaced ? { namespace: 'fleet' } : {}) },
    status: { replicas: index + 1 },
  })),
});
const usual = { definitionsStay: true, namespaces: undefined, anyway: 'helm uninstall x --no-hooks' };

test('the report is empty if nothing is left', (t) => {
  t.is(uninstallReport([some(0), some(0, kind('IceoryxSweep', false))], usual), undefined);
});

test('the report says what is left, what becomes of it, the clean way, and how to continue anyway', (t) => {
  const report = uninstallReport([some(2), some(1, kind('IceoryxSweep', false))], usual) ?? '';
  t.regex(report, /still manages 2 IceoryxDeployments and 1 IceoryxSweep:/);
  t.regex(report, /IceoryxDeployment fleet\/robot-0, 1 pod\n.*robot-1, 2 pods\n.*IceoryxSweep robot-0/);
  t.regex(report, /kubectl delete iceoryxdeployments\.iceoryx\.io --all --all-namespaces\n/);
  t.regex(report, /kubectl delete iceoryxsweeps\.iceoryx\.io --all\n/);
  t.regex(report, /their pods continue to run/);
  t.regex(report, /helm uninstall x --no-hooks/);
});

test('if the definitions are removed too, the report says that everything is deleted', (t) => {
  const report = uninstallReport([some(1)], { ...usual, definitionsStay: false }) ?? '';
  t.regex(report, /deleted with the chart.*, and with them all of these objects and their pods/);
  t.notRegex(report, /continue to run/);
});

test('the report of an operator of some namespaces covers only these', (t) => {
  const report = uninstallReport([some(1)], { ...usual, namespaces: ['a', 'b'] }) ?? '';
  t.regex(report, /--all --namespace a\n.*--all --namespace b\n/);
  t.notRegex(report, /all-namespaces/);
});

test('a long report names some objects and counts all', (t) => {
  const report = uninstallReport([some(1000)], usual) ?? '';
  t.regex(report, /still manages 1000 IceoryxDeployments/);
  t.regex(report, /^ {2}and 980 more$/m);
});
