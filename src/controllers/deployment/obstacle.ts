import type { Obstacle } from '../kit/obstacle.ts';

/** Why nothing can be done for an IceoryxDeployment; the condition Stalled where someone has to act. */
export type DeploymentObstacle = Obstacle<
  | 'InvalidSpec'
  | 'NameTaken'
  | 'TemplateRefused'
  | 'PredecessorEnding'
  | 'VersionMismatch'
  | 'DomainNotFound'
  | 'RefNotPermitted'
  | 'Forbidden'
>;
