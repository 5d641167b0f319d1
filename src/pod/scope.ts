import type { IceoryxDeploymentSpec, Roudi } from '../api/iceoryx-deployment.generated.ts';

/** What a user says of pods, with the RouDi that they use: their own, or that of their domain. */
export type SpecWithRoudi = Omit<IceoryxDeploymentSpec, 'roudi'> & { readonly roudi: Roudi };
