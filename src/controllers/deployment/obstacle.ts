import type { Obstacle } from '../kit/obstacle.ts';

/**
 * Why nothing can be done for an IceoryxDeployment. The condition Stalled reports an obstacle that needs a user to act.
 */
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
