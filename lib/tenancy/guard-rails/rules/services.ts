import { ANNOTATIONS, ARE_ALLOWED, hasNoneOf } from '../annotations';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { areOwnNames } from '../hosts';

/**
 * By which a Service takes an address, a name or a firewall of its choice for its load balancer, or shares that of another.
 * Sources: https://docs.cilium.io/en/stable/network/lb-ipam/, https://kube-vip.io/docs/usage/kubernetes-services/,
 * https://metallb.io/usage/, https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters,
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/,
 * https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 */
const TAKING = [
  'io.cilium/lb-ipam-',
  'kube-vip.io/',
  'lbipam.cilium.io/',
  'metallb.io/',
  'metallb.universe.tf/',
  'networking.gke.io/load-balancer-ip-addresses',
  ...[
    'aws-load-balancer-eip-allocations',
    'aws-load-balancer-extra-security-groups',
    'aws-load-balancer-ipv6-addresses',
    'aws-load-balancer-name',
    'aws-load-balancer-private-ipv4-addresses',
    'aws-load-balancer-security-groups',
    'azure-dns-label-name',
    'azure-load-balancer-ipv',
    'azure-load-balancer-resource-group',
    'azure-pip-',
  ].map((name) => `service.beta.kubernetes.io/${name}`),
];

/**
 * Services open no port of the nodes, lead to no name outside, and claim no addresses, load balancers and names but their own.
 * Source: CVE-2020-8554, and https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export function services(): GuardRail {
  return {
    name: 'services',
    does: 'services are ClusterIP, or LoadBalancer where the budget has some, and claim neither addresses nor names of others',
    exempt: 'administrators',
    kinds: ['v1/Service'],
    variables: [
      BOUNDS,
      { name: 'types', expression: bound(Bound.SERVICE_TYPES) },
      { name: 'domains', expression: bound(Bound.DOMAINS) },
      ...ANNOTATIONS,
      { name: 'type', expression: fieldOr('object.spec', 'type', '"ClusterIP"') },
    ],
    validations: [
      {
        expression: 'variables.type in variables.types',
        message: 'the type of the Service is none that the tenant may use',
        messageExpression:
          '"type " + string(variables.type) + " is none that the tenant may use: " + variables.types.join(", ")',
      },
      {
        expression: '!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0',
        message: 'a Service of a tenant has no externalIPs: it would take the traffic of others',
      },
      {
        expression: `(!has(object.spec.loadBalancerIP) || object.spec.loadBalancerIP == "") && !has(object.spec.loadBalancerClass) && ${hasNoneOf(TAKING)}`,
        message: 'a Service of a tenant chooses neither the address nor the class of its load balancer',
      },
      {
        expression: areOwnNames(),
        message: 'a name that external-dns would make is in none of the domains of the tenant',
      },
      ARE_ALLOWED,
    ],
  };
}
