import type { Facts, Operator } from '../facts.ts';
import { check, type Finding, ok, skipped, type Verdict, verdict } from '../model.ts';
import { operatorContainer } from '../operator-container.ts';
import { overlapOf } from '../overlap.ts';

const category = 'operator';
/** The verdict of checks of an operator where there is none. */
export const NO_OPERATOR = 'no operator was found';

const found = check({
  id: 'operator-found',
  category,
  description: 'the operator is installed',
  severity: 'Error',
  needs: ['operators'],
  judge: ({ operators }) =>
    operators.length > 0
      ? ok(operators.map(({ key }) => key).join(', '))
      : verdict(
          [
            {
              message: 'no Deployment has the label app.kubernetes.io/name=iceoryx-operator and runs the operator',
              remedy:
                'install it: helm install iceoryx-operator helm/iceoryx-operator --namespace iceoryx-system --create-namespace. Before, kubectl iceoryx check --pre tells whether it can work',
            },
          ],
          '',
        ),
});

const sole = check({
  id: 'operator-sole',
  category,
  description: 'no two operators look after the same namespaces',
  severity: 'Error',
  needs: ['operators'],
  judge: ({ operators }) =>
    ofEach(
      operators,
      (operator, index) =>
        operators.slice(index + 1).flatMap((other): Finding[] => {
          const [mine, theirs] = [operator.options?.scope, other.options?.scope];
          const common = mine && theirs && overlapOf(mine, theirs);
          return common === undefined
            ? []
            : [
                {
                  message: `Deployment ${other.key} looks after ${common} as well`,
                  remedy:
                    'uninstall one of the two, or keep them apart: --namespace of the one (watchNamespaces) and --exclude-namespace of the other (excludeNamespaces)',
                },
              ];
        }),
      'one for each namespace',
    ),
});

const version = check({
  id: 'operator-version',
  category,
  description: 'the operator is of the version of this program',
  severity: 'Warning',
  needs: ['operators', 'version'],
  judge: ({ operators, version }) =>
    ofEach(
      operators,
      (operator) => {
        const { image, version: theirs } = versionOf(operator);
        if (theirs === version) {
          return [];
        }
        return theirs === undefined
          ? [
              {
                severity: 'Info',
                message: `image ${image} does not tell its version`,
                remedy: 'use an image whose tag is its version, or the label app.kubernetes.io/version in the template',
              },
            ]
          : [
              {
                message: `it is ${theirs}, and this program ${version}: what render, inject and explain say may differ from what it does`,
                remedy: `use this program in version ${theirs}; the operator's image has it`,
              },
            ];
      },
      version,
    ),
});

const probes = check({
  id: 'operator-probes',
  category,
  description: 'probes watch the operator',
  severity: 'Warning',
  needs: ['operators'],
  judge: ({ operators }) =>
    ofEach(operators, ({ deployment }) => {
      const container = operatorContainer(deployment);
      const missing = (['livenessProbe', 'readinessProbe'] as const).filter((name) => container?.[name] === undefined);
      return missing.length === 0
        ? []
        : [
            {
              message: `its container has no ${missing.join(' and no ')}: an operator that cannot work goes unnoticed`,
              remedy: 'add the probes of the chart: /healthz and /readyz of the port health',
            },
          ];
    }),
});

export const OPERATOR = [found, sole, version, probes];

/** The findings about each operator, or that there is none. */
export function ofEach(
  operators: Facts['operators'],
  judge: (operator: Operator, index: number) => Finding[],
  message = operators.map(({ key }) => key).join(', '),
): Verdict {
  return operators.length === 0
    ? skipped(NO_OPERATOR)
    : verdict(
        operators.flatMap((operator, index) =>
          judge(operator, index).map((finding) => ({ object: `Deployment ${operator.key}`, ...finding })),
        ),
        message,
      );
}

/** By the tag of the image, else as the chart has labelled its pods. */
function versionOf({ deployment }: Operator): { image: string | undefined; version: string | undefined } {
  const image = operatorContainer(deployment)?.image;
  const tag = /:v?(?<tag>\d+\.\d+\.\d+[\w.-]*)(?:@|$)/.exec(image ?? '')?.groups?.['tag'];
  return { image, version: tag ?? deployment.spec?.template.metadata?.labels?.['app.kubernetes.io/version'] };
}
