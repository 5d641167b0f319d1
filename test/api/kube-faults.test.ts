import { kubeServer } from '../faults/kube.ts';
import { play } from '../faults/scenarios.ts';

play(kubeServer);
