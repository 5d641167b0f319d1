import { isRecord } from '../pod/same.ts';

/**
 * Containers that other webhooks put beside the apps. They do not use iceoryx, and whether such a webhook is asked before
 * this one or after it must make no difference.
 */
const NAMES: ReadonlySet<string> = new Set([
  // istio/istio pkg/kube/inject, linkerd/linkerd2 charts/partials/templates/_proxy.tpl
  'istio-proxy',
  'linkerd-proxy',
  // hashicorp/consul-k8s connect-inject, kumahq/kuma pkg/plugins/runtime/k8s/util
  'consul-dataplane',
  'kuma-sidecar',
  // dapr/dapr pkg/injector, hashicorp/vault-k8s agent-inject
  'daprd',
  'vault-agent',
  // open-telemetry/opentelemetry-operator internal/naming, jaegertracing/jaeger-operator pkg/inject
  'otc-container',
  'jaeger-agent',
]);

/** A variable that Kruise gives to the containers of a SidecarSet (openkruise/kruise pkg/control/sidecarcontrol/util.go). */
const KRUISE_VARIABLE = 'IS_INJECTED';

/** Whether another webhook has added the container, which may not be valid yet. */
export function isForeignSidecar({ name, env }: { readonly name: string; readonly env?: unknown }): boolean {
  return (
    NAMES.has(name) ||
    (Array.isArray(env) &&
      env.some(
        (variable) => isRecord(variable) && variable['name'] === KRUISE_VARIABLE && variable['value'] === 'true',
      ))
  );
}
