import type { Metrics } from '../runtime/metrics.ts';
import type { Outcome, Refusal, Skip } from './outcomes.ts';

/** Counters of the webhook. */
export interface WebhookMetrics {
  readonly pod: (outcome: Outcome, reason: Refusal | Skip | '') => void;
  readonly request: (seconds: number, status: number) => void;
}

/** From the time of a small pod to the longest that an API server waits. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param inFlight number of requests that are being answered */
export function webhookMetrics(
  metrics: Pick<Metrics, 'counter' | 'gauge' | 'histogram'>,
  inFlight: () => number,
): WebhookMetrics {
  const pods = metrics.counter({
    name: 'iceoryx_webhook_pods_total',
    help: 'Pods that API servers asked about, by outcome: injected, skipped, refused or failed, and by its reason (docs/bring-your-own.md).',
    labels: ['outcome', 'reason'],
  });
  const requests = metrics.counter({
    name: 'controller_runtime_webhook_requests_total',
    help: 'Requests of API servers by HTTP status.',
    labels: ['webhook', 'code'],
  });
  const latency = metrics.histogram({
    name: 'controller_runtime_webhook_latency_seconds',
    help: 'Time to answer an API server.',
    labels: ['webhook'],
    buckets: SECONDS,
  });
  metrics.gauge({
    name: 'controller_runtime_webhook_requests_in_flight',
    help: 'Requests of API servers that are being answered.',
    labels: ['webhook'],
    values: () => [[{ webhook: WEBHOOK }, inFlight()]],
  });
  return {
    pod: (outcome, reason) => pods({ outcome, reason }),
    request: (seconds, status) => {
      requests({ webhook: WEBHOOK, code: status });
      latency({ webhook: WEBHOOK }, seconds * 1000);
    },
  };
}

const WEBHOOK = '/inject';
