import type { GuardRail } from '../guard-rail';

/**
 * Endpoints are those that Kubernetes finds by selectors. Written by hand, they lead a Service, and with it the ingress
 * controller, to the pods of another tenant, past its network policies.
 * Source: https://github.com/kubernetes/kubernetes/issues/103675 (CVE-2021-25740)
 */
export function endpoints(): GuardRail {
  return {
    name: 'endpoints',
    does: 'endpoints of services are written by Kubernetes alone',
    exempt: 'administrators and operators',
    kinds: ['v1/Endpoints', 'discovery.k8s.io/EndpointSlice'],
    validations: [
      {
        expression: 'false',
        message: 'endpoints are written by Kubernetes alone: give the Service a selector',
      },
    ],
  };
}
