import type { LeaseReading, OfOperator } from '../facts.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { NO_OPERATOR } from './operator.ts';

const DEFAULT_SECONDS = 15;

export const LEADER = check({
  id: 'operator-leader',
  category: 'operator',
  description: 'one replica leads, and renews its Lease',
  severity: 'Error',
  needs: ['leases', 'operatorPods', 'operators', 'now'],
  judge: ({ leases, operatorPods, operators, now }) => {
    if (operators.length === 0) {
      return skipped(NO_OPERATOR);
    }
    const lonely = operators
      .filter(
        ({ options, deployment }) => options !== undefined && !options.lease && (deployment.spec?.replicas ?? 1) > 1,
      )
      .map(({ key, deployment }): Finding => ({
        object: `Deployment ${key}`,
        message: `it has ${deployment.spec?.replicas} replicas and --no-leader-elect: all of them write`,
        remedy: 'leave out --no-leader-elect, or scale it to 1',
      }));
    const names = (reading: OfOperator<LeaseReading>): string[] =>
      operatorPods
        .filter(({ operator }) => operator.key === reading.operator.key)
        .flatMap(({ pods }) => pods.map(({ metadata }) => metadata.name));
    return verdict(
      [...lonely, ...leases.flatMap((reading) => findingsOf(reading, names(reading), now))],
      leases.map(({ holder = '' }) => holder.split('_')[0]).join(', ') || 'none is needed',
    );
  },
});

function findingsOf(reading: OfOperator<LeaseReading>, pods: readonly string[], now: Date): Finding[] {
  const { key, holder, renewTime, seconds = DEFAULT_SECONDS, laterRenewTime, operator } = reading;
  const object = `Lease ${key}`;
  const remedy = `kubectl -n ${operator.namespace} logs deployment/${operator.deployment.metadata.name} --all-pods says why no replica leads`;
  if (holder === undefined || renewTime === undefined) {
    return [{ object, message: 'no replica holds it, so nothing is done for any object', remedy }];
  }
  const agoMs = now.getTime() - Date.parse(renewTime);
  const looksFresh = Math.abs(agoMs) < seconds * 1000;
  if (!looksFresh && (laterRenewTime === undefined || laterRenewTime === renewTime)) {
    const message = `${holder} was to renew it within ${seconds} s, and did so last at ${renewTime}: nothing is done for any object`;
    return [{ object, message, remedy }];
  }
  const skew: Finding[] = looksFresh
    ? []
    : [
        {
          severity: 'Info',
          object,
          message: `it is renewed, at ${laterRenewTime} by the clock of the leader, and the clock of this machine says ${now.toISOString()}`,
          remedy: 'set the clocks of the nodes and of this machine by NTP',
        },
      ];
  const [pod = ''] = holder.split('_');
  const isOurs = pods.length === 0 || pods.includes(pod);
  return isOurs
    ? skew
    : [
        ...skew,
        {
          severity: 'Warning',
          object,
          message: `its holder ${holder} is no pod of Deployment ${operator.key}: another process of that name of Lease leads`,
          remedy: 'end that process, or give one of the two another Lease by --leader-election-name',
        },
      ];
}
