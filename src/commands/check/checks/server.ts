import { check, skipped, verdict } from '../model.ts';
import { isOlder, numbersOf } from '../version-numbers.ts';

const category = 'kubernetes';

/** The first with native sidecars as a stable feature. */
export const LEAST = [1, 33];

const serverAnswers = check({
  id: 'api-server-answers',
  category,
  description: 'the API server answers',
  severity: 'Error',
  isFatal: true,
  needs: ['server'],
  judge: ({ server: { url, problem } }) =>
    verdict(
      problem === undefined
        ? []
        : [
            {
              object: url,
              message: problem,
              remedy: 'see whether kubectl version works with the same --kubeconfig and --context',
            },
          ],
      url,
    ),
});

const serverVersion = check({
  id: 'api-server-version',
  category,
  description: 'the API server is of a version that is supported',
  severity: 'Error',
  needs: ['server'],
  judge: ({ server: { version } }) => {
    const numbers = numbersOf(version);
    if (numbers === undefined) {
      return skipped('the API server does not tell its version');
    }
    return verdict(
      isOlder(numbers, LEAST)
        ? [
            {
              object: 'API server',
              message: `it is ${version}; the operator needs Kubernetes ${LEAST.join('.')} or newer, for native sidecars`,
              remedy: `upgrade the cluster to Kubernetes ${LEAST.join('.')} or newer`,
            },
          ]
        : [],
      version,
    );
  },
});

export const SERVER = [serverAnswers, serverVersion];
