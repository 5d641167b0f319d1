import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IPersistentVolume } from 'kubernetes-models/v1/PersistentVolume';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { Child } from '../kit/child.ts';
import type { Typed } from '../../kube/object.ts';

export { ICEORYX_DOMAINS, type IceoryxDeployment, type IceoryxDomain } from '../deployment/resource.ts';

export type DaemonSet = Typed<IDaemonSet> & Child;
export type Volume = Typed<IPersistentVolume>;
export type Claim = Typed<IPersistentVolumeClaim>;
