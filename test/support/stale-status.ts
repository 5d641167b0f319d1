/** The status of a pod with one app some time after its RouDi died. `now` is in milliseconds since 1970. */
export function staleStatus(now: number): object {
  const [before, then, since] = [120, 60, 50].map((ago) => new Date(now - ago * 1000).toISOString());
  const container = (called: string, more: object): object => ({
    name: called,
    image: 'x',
    imageID: 'x',
    ready: false,
    restartCount: 1,
    state: { running: { startedAt: since } },
    ...more,
  });
  return {
    // Disruption budgets do not apply to a pending pod.
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: then }],
    initContainerStatuses: [
      container('iceoryx-roudi', {}),
      container('iceoryx-agent', { lastState: { terminated: { exitCode: 75, startedAt: before, finishedAt: then } } }),
    ],
    containerStatuses: [container('app', { state: { running: { startedAt: before } } })],
  };
}
