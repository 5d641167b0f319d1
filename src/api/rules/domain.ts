import type { IceoryxDomain } from '../iceoryx-domain.generated.ts';
import { nameProblems } from '../rules.ts';
import { userProblems } from './identity.ts';
import { type Problem, unless } from './problem.ts';
import { roudiProblems } from './roudi.ts';

/**
 * The CEL rules of crds/iceoryxdomains.iceoryx.io.yaml, with the same paths and messages. Change both together; a test
 * compares them on a real API server.
 *
 * @param object has the structure and the defaults of the schema
 */
export function domainProblems({ metadata, spec }: IceoryxDomain): Problem[] {
  const { roudi, identity, nodeSelector } = spec;
  const os = nodeSelector?.['kubernetes.io/os'] ?? 'linux';
  return [
    ...nameProblems(metadata.name),
    ...roudiProblems(roudi),
    ...(identity === undefined ? [] : userProblems(identity.users, roudi.segments ?? [])),
    ...unless(
      os === 'linux',
      'spec.nodeSelector',
      nodeSelector,
      `nodeSelector asks for nodes with kubernetes.io/os '${os}', but RouDi and its shared memory need Linux; remove it or use linux`,
    ),
  ];
}
