import type { Manifest } from '../../../../../lib';
import { type Attack, attack, ROLES, rail } from '../attack';
import { BLUE } from '../attacked';
import * as good from '../good';
import { create } from '../good';

const SERVICE = (what: string, spec: Readonly<Record<string, unknown>>, guard: RegExp) =>
  attack(what, 'editor', create(good.service(spec)), guard, create(good.service()));
const GOOD_INGRESS = create(good.ingress('shop.red.example.com'));
const INGRESS = (what: string, made: Manifest) =>
  attack(what, 'editor', create(made), rail('ingresses'), GOOD_INGRESS);

const ROUTE = (what: string, made: Manifest) =>
  attack(what, 'editor', create(made), rail('routes'), create(good.route()));

/** By what it serves, and where. */
export const EXPOSURE: readonly Attack[] = [
  SERVICE('open a port of every node', { type: 'NodePort' }, rail('services')),
  SERVICE('have a load balancer', { type: 'LoadBalancer' }, rail('services')),
  SERVICE(
    'be a name for another host',
    { type: 'ExternalName', externalName: 'blue.example.com' },
    rail('services'),
  ),
  SERVICE('take an address outside', { externalIPs: ['203.0.113.7'] }, rail('services')),
  attack(
    'write the endpoints of a Service',
    'owner',
    create(good.object('v1', 'Endpoints', {})),
    ROLES,
    create(good.service()),
  ),
  attack(
    'write endpoint slices',
    'owner',
    create(good.object('discovery.k8s.io/v1', 'EndpointSlice', {})),
    ROLES,
    create(good.service()),
  ),
  INGRESS("serve another tenant's host", good.ingress('shop.blue.example.com')),
  INGRESS('serve a host that ends alike', good.ingress('evilred.example.com')),
  INGRESS('serve every host', good.ingress(undefined)),
  INGRESS('serve every name of a domain', good.ingress('*.red.example.com')),
  INGRESS(
    'use another ingress controller',
    good.ingress('shop.red.example.com', { ingressClassName: 'internal' }),
  ),
  INGRESS(
    'configure the ingress controller',
    good.ingress('shop.red.example.com', {}, { 'nginx.ingress.kubernetes.io/server-snippet': 'return 200;' }),
  ),
  INGRESS(
    'have the ingress controller ask the pods of another tenant',
    good.ingress(
      'shop.red.example.com',
      {},
      { 'nginx.ingress.kubernetes.io/auth-url': `http://shop.${BLUE}.svc.cluster.local/` },
    ),
  ),
  INGRESS(
    'serve a host beside that of the rule',
    good.ingress(
      'shop.red.example.com',
      {},
      { 'alb.ingress.kubernetes.io/conditions.shop': '[{"field":"host-header"}]' },
    ),
  ),
  attack(
    'take an address that is reserved for another',
    'editor',
    create(good.service({}, { 'service.beta.kubernetes.io/azure-pip-name': 'blue' })),
    rail('services'),
    create(good.service({}, { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' })),
  ),
  ROUTE("route another tenant's host", good.route({ hostnames: ['shop.blue.example.com'] })),
  ROUTE('route every name of a domain', good.route({ hostnames: ['*.red.example.com'] })),
  ROUTE('route every host', good.route({ hostnames: [] })),
  ROUTE(
    'attach to the Gateway of another tenant',
    good.route({ parentRefs: [{ name: 'public', namespace: BLUE }] }),
  ),
];
