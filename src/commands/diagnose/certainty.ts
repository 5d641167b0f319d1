import type { Fault } from '../../controllers/pods/diagnosis/fault.ts';
import { type Certainty, certaintyOf } from '../../iceoryx/certainty.ts';

/** How sure a fault is, and what would make it surer. */
export function certaintyOfFault(fault: Fault): Certainty {
  const { id, evidence, pod, container = '', words, severity, isConsequence } = fault;
  const log = `kubectl logs ${pod} -c ${container}`;
  if (id === 'RoudiNotReady') {
    return { level: 'likely', because: 'it follows from how long RouDi has run', surer: `RouDi's log: ${log}` };
  }
  if (id === 'CrashLoop') {
    return {
      level: 'possible',
      because: 'that it keeps ending is sure; nothing that it said is known to be the reason',
      surer: `what it wrote before it ended: ${log} --previous`,
    };
  }
  if (evidence === 'Kubelet') {
    return { level: 'sure', because: 'the kubelet says it' };
  }
  if (evidence === 'Placement') {
    return { level: 'sure', because: 'the scheduler or the node says it' };
  }
  const { cause = '', line } = words;
  const said = line === undefined ? {} : { line };
  return certaintyOf({ cause, severity, isConsequence, ...said }, { pod, container });
}
