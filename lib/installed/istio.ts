import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';
import { available, established } from './ready';

/** How requests are routed to the Services of the mesh. */
export const VIRTUAL_SERVICE = customKind('networking.istio.io/v1', 'VirtualService', 'virtualservices');
/** What happens to traffic once it is routed: subsets, load balancing, TLS. */
export const DESTINATION_RULE = customKind('networking.istio.io/v1', 'DestinationRule', 'destinationrules');
/** Who may reach workloads of the mesh. */
export const AUTHORIZATION_POLICY = customKind(
  'security.istio.io/v1',
  'AuthorizationPolicy',
  'authorizationpolicies',
);
/** Whether workloads take traffic in mutual TLS alone. */
export const PEER_AUTHENTICATION = customKind(
  'security.istio.io/v1',
  'PeerAuthentication',
  'peerauthentications',
);

const KINDS = [
  AUTHORIZATION_POLICY,
  DESTINATION_RULE,
  customKind('networking.istio.io/v1alpha3', 'EnvoyFilter', 'envoyfilters'),
  customKind('networking.istio.io/v1', 'Gateway', 'gateways'),
  PEER_AUTHENTICATION,
  customKind('networking.istio.io/v1beta1', 'ProxyConfig', 'proxyconfigs'),
  customKind('security.istio.io/v1', 'RequestAuthentication', 'requestauthentications'),
  customKind('networking.istio.io/v1', 'ServiceEntry', 'serviceentries'),
  customKind('networking.istio.io/v1', 'Sidecar', 'sidecars'),
  customKind('telemetry.istio.io/v1', 'Telemetry', 'telemetries'),
  customKind('extensions.istio.io/v1alpha1', 'TrafficExtension', 'trafficextensions'),
  VIRTUAL_SERVICE,
  customKind('extensions.istio.io/v1alpha1', 'WasmPlugin', 'wasmplugins'),
  customKind('networking.istio.io/v1', 'WorkloadEntry', 'workloadentries'),
  customKind('networking.istio.io/v1', 'WorkloadGroup', 'workloadgroups'),
];
const NAMESPACE = 'istio-system';

/**
 * Istio's control plane. A revision has a Deployment of its own, `istiod-<revision>`. Gateways and the node agents of
 * ambient mode are in namespaces of their owners' choice, and are not waited for.
 *
 * Sources: https://istio.io/latest/docs/reference/config/, https://istio.io/latest/docs/setup/install/helm/
 */
export const ISTIO: InstalledSoftware = {
  name: 'Istio',
  namespaces: [NAMESPACE],
  kinds: KINDS,
  ready: [...established(KINDS), ...available(NAMESPACE, ['istiod'])],
};
