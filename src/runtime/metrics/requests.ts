import { counter, histogram, type Registry } from './registry.ts';

/** How a request to the API server ended. */
export interface Request {
  readonly method: string;
  readonly host: string;
  /** HTTP status; absent if no response began. */
  readonly status?: number;
  readonly ms: number;
}

/** The buckets of Kubernetes' own components (component-base/metrics/prometheus/restclient). */
const REQUEST_SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60];
/** The code that client-go uses for a request without an answer (rest/request.go). */
const NO_ANSWER = '<error>';

/** Measures requests with the metric names of client-go. */
export function requestMetrics(registry: Registry): (request: Request) => void {
  const requests = counter(registry, {
    name: 'rest_client_requests_total',
    help: `Requests to the API server by HTTP status, ${NO_ANSWER} without an answer. Each retry and each watch counts.`,
    labels: ['code', 'method', 'host'],
  });
  const seconds = histogram(registry, {
    name: 'rest_client_request_duration_seconds',
    help: 'Time until the API server began to answer.',
    labels: ['verb', 'host'],
    buckets: REQUEST_SECONDS,
  });
  return ({ method, host, status, ms }) => {
    requests({ code: status ?? NO_ANSWER, method, host });
    seconds({ verb: method, host }, ms);
  };
}
