import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { areOwnNames } from '../hosts';

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
      { name: 'annotations', expression: fieldOr('object.metadata', 'annotations', '{}') },
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
        expression:
          '(!has(object.spec.loadBalancerIP) || object.spec.loadBalancerIP == "") && !has(object.spec.loadBalancerClass) && variables.annotations.all(a, !a.startsWith("metallb.io/") && !a.startsWith("metallb.universe.tf/"))',
        message: 'a Service of a tenant chooses neither the address nor the class of its load balancer',
      },
      {
        expression: areOwnNames(),
        message: 'a name that external-dns would make is in none of the domains of the tenant',
      },
    ],
  };
}
