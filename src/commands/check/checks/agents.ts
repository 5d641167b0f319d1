import type { AgentStatus } from '../../kit/agent-status.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';

/** An agent that waits for longer than a RouDi takes to start has a reason to. */
const LONG_SECONDS = 120;
/** How long a clock that was set back is worth a word. */
const RECENT_SECONDS = 86_400;

export const AGENTS = check({
  id: 'agents-follow-roudi',
  category: 'objects',
  description: 'every agent follows a RouDi that works',
  severity: 'Error',
  needs: ['agents'],
  judge: ({ agents: { answers, all } }) =>
    answers.length === 0
      ? skipped('no agent runs')
      : verdict(
          answers.flatMap(({ pod, answer }): Finding[] => {
            const object = `Pod ${pod}`;
            return 'reason' in answer
              ? [
                  {
                    severity: 'Warning',
                    object,
                    message: `its agent could not be asked: ${answer.reason}`,
                    remedy: 'see whether its node is ready, and kubectl describe the pod',
                  },
                ]
              : findingsOf(answer.status, object, pod);
          }),
          `${answers.length} of ${all} were asked`,
        ),
});

function findingsOf({ agent, clockSetBack }: AgentStatus, object: string, pod: string): Finding[] {
  const { phase, message, seconds } = agent;
  const words = `${message ?? phase}, for ${Math.round(seconds ?? 0)} s`;
  const [namespace, name] = pod.split('/');
  const logs = `kubectl iceoryx logs ${name} -n ${namespace}`;
  return [
    ...(phase === 'Gone'
      ? [{ object, message: `RouDi is gone: ${words}`, remedy: `nothing, if it is a matter of seconds; else ${logs}` }]
      : []),
    ...(phase === 'Stopped'
      ? [
          {
            object,
            message: `RouDi is stopped, as by a debugger: ${words}`,
            remedy: 'let it go on (SIGCONT), or delete the pod: apps that wait for it do not end by themselves',
          },
        ]
      : []),
    ...(phase === 'Waiting' && (seconds ?? 0) > LONG_SECONDS
      ? [
          {
            severity: 'Warning' as const,
            object,
            message: `its agent waits for RouDi: ${words}`,
            remedy: `${logs} says why RouDi does not start`,
          },
        ]
      : []),
    ...(clockSetBack !== null && (clockSetBack.agoSeconds ?? Infinity) < RECENT_SECONDS
      ? [
          {
            severity: 'Warning' as const,
            object,
            message: `the clock of its node was set back by ${clockSetBack.seconds ?? 0} s ${Math.round((clockSetBack.agoSeconds ?? 0) / 60)} minutes ago, so RouDi was ended and all started again`,
            remedy: 'slew the clock instead of setting it, as chrony does, or set it before pods start: docs/agent.md',
          },
        ]
      : []),
  ];
}
