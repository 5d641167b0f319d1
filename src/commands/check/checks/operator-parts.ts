import { RESTART_ALL_CONTAINERS } from '../../../controllers/nodes/capabilities.ts';
import { firstNames } from '../../../text.ts';
import type { Operator } from '../facts.ts';
import { check } from '../model.ts';
import { ofEach } from './operator.ts';

export const OPERATOR_PARTS = check({
  id: 'operator-parts',
  category: 'operator',
  description: 'all parts of the operator are on',
  severity: 'Info',
  needs: ['operators'],
  judge: ({ operators }) =>
    ofEach(operators, ({ options, problem }) =>
      options === undefined
        ? [
            {
              severity: 'Warning',
              message: `its command line is none that this program knows: ${problem}. Checks that depend on it are left out`,
              remedy: "use this program in the operator's version, or correct the arguments of its Deployment",
            },
          ]
        : offIn(options).map(([what, how]) => ({ message: what, remedy: `nothing if that is meant; else ${how}` })),
    ),
});

/** What is off, and how it is turned on. */
function offIn(options: NonNullable<Operator['options']>): [what: string, how: string][] {
  const { scope, sweeps, webhook, readsLogs, replacementsPerMinute, lease } = options;
  const { namespaces, excluded, hasDomains, assumed } = scope;
  const isWhole = namespaces === undefined;
  return [
    ...when(
      !isWhole,
      `it looks after ${firstNames(namespaces ?? [])} only, without domains, sweeps and the webhook`,
      'leave out --namespace (watchNamespaces)',
    ),
    ...when(
      excluded !== undefined,
      `it leaves ${firstNames(excluded ?? [])} alone`,
      'leave out --exclude-namespace (excludeNamespaces)',
    ),
    ...when(isWhole && !hasDomains, 'IceoryxDomains are off', 'leave out --no-domains (domains.enabled)'),
    ...when(
      isWhole && sweeps === undefined,
      'IceoryxSweeps are off, so nothing finds what is left on nodes',
      'set --sweep-image (sweep.enabled)',
    ),
    ...when(
      isWhole && webhook === undefined,
      'the webhook is off: pods that ask for an IceoryxProfile get no RouDi',
      'set --webhook-port (webhook.enabled)',
    ),
    ...when(
      !readsLogs,
      'it reads no logs, so findings come from how containers ended alone',
      'leave out --no-pod-logs (podLogs)',
    ),
    ...when(
      replacementsPerMinute === 0,
      'it replaces no pod whose RouDi died',
      'raise --replacements-per-minute (healing.replacementsPerMinute)',
    ),
    ...when(
      isWhole && assumed?.restartAllContainers === false,
      `it does not use ${RESTART_ALL_CONTAINERS}, and replaces pods instead`,
      'set --renew-in-place=auto (healing.renewInPlace)',
    ),
    ...when(
      lease === undefined,
      'it elects no leader, so there must be one replica only',
      'leave out --no-leader-elect',
    ),
  ];
}

function when(isSo: boolean, what: string, how: string): [string, string][] {
  return isSo ? [[what, how]] : [];
}
