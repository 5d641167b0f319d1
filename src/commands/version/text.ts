import { table } from '../../terminal/table.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { printable } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import type { VersionView } from './view.ts';

const told = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** What runs in the cluster, below the version of this program. */
export function clusterInWords({ cluster }: VersionView, { paint, width }: Reader): string {
  if (cluster === undefined) {
    return '';
  }
  const { server, operators = [], agents = [], roudis = [], definitions = [], podsOf, unread, skew } = cluster;
  const list = (head: readonly string[], rows: readonly (readonly (number | string | undefined)[])[]): string =>
    rows.length === 0
      ? ''
      : table(
          head,
          rows.map((row) => row.map((cell) => printable(String(cell ?? '-')))),
          { width },
        );
  const sentence = (first: string, text: string): string[] => wrapped(printable(text), { width, first });
  const where = podsOf === undefined ? '' : ` (pods of namespace ${printable(podsOf)} only)`;
  const byVersion = Map.groupBy(definitions, ({ version }) => version);
  return [
    `Kubernetes ${printable(server)}${where}\n`,
    list(
      ['OPERATOR', 'VERSION', 'READY', 'IMAGE'],
      operators.map(({ namespace, name, version, ready, replicas, image }) => [
        `${namespace}/${name}`,
        version,
        `${ready}/${replicas}`,
        image,
      ]),
    ),
    list(
      ['AGENT', 'PODS', 'IMAGE'],
      agents.map(({ version, pods, image }) => [version, pods, image]),
    ),
    list(
      ['ROUDI', 'ICEORYX', 'PODS', 'IMAGE'],
      roudis.map(({ version, release, pods, image }) => [version, release, pods, image]),
    ),
    list(
      // Only the last column is wrapped.
      ['VERSION', 'SERVED', 'DEFINITIONS'],
      [...byVersion].map(([version, some]) => [
        version,
        [...new Set(some.flatMap(({ served }) => served))].join(', '),
        some.map(({ name }) => name.split('.')[0]).join(', '),
      ]),
    ),
    told(unread.flatMap(({ what, why }) => sentence(paint('yellow', 'Not read: '), `${what}: ${why}`))),
    skew.length > 0
      ? told(
          skew.flatMap(({ what, remedy }) => [
            ...sentence(paint('yellow', 'Skew: '), what),
            ...sentence(' '.repeat('Skew: '.length), remedy),
          ]),
        )
      : unread.length === 0
        ? `${paint('green', 'All of these go together.')}\n`
        : '',
  ]
    .filter((block) => block !== '')
    .join('\n');
}
