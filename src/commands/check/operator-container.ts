import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IContainer } from 'kubernetes-models/v1/Container';

/** The container that runs the operator. */
export function operatorContainer({ spec }: Pick<IDeployment, 'spec'>): IContainer | undefined {
  return spec?.template.spec?.containers.find(({ args = [] }) => args[0] === 'run');
}
