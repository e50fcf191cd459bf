import { customKind } from '../../../installed/custom-kind';
import { celTexts } from '../../../policy/literal';
import { ANNOTATIONS, ARE_ALLOWED } from '../annotations';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { areOwnNames, isOwnHost } from '../hosts';

const GROUP = 'gateway.networking.k8s.io';

/** Routes that are found by the names of hosts. */
const BY_NAME = [
  ['GRPCRoute', 'grpcroutes'],
  ['HTTPRoute', 'httproutes'],
  ['TLSRoute', 'tlsroutes'],
] as const;

/** Routes that are found by the ports of the Gateways that they attach to. */
const BY_PORT = [
  ['TCPRoute', 'tcproutes'],
  ['UDPRoute', 'udproutes'],
] as const;

/**
 * Routes of the Gateway API serve hosts of the domains of the tenant alone, by name, and attach to Gateways of their own
 * namespace, and to those that the platform says. A route without hostnames takes every host of its Gateways, unless it is for
 * the Services of a mesh. Whichever version of the kinds a cluster has, and whether it has them, the fields are the same.
 * Sources: https://gateway-api.sigs.k8s.io/reference/spec/, GEP-3793 for `useDefaultGateways`.
 */
export function routes(): GuardRail {
  return {
    name: 'routes',
    does: 'routes of the Gateway API serve hosts of the tenant, without wildcards, and attach to Gateways that it may use',
    exempt: 'administrators',
    kinds: [...BY_NAME, ...BY_PORT].map(([kind, plural]) => customKind(`${GROUP}/*`, kind, plural)),
    variables: [
      BOUNDS,
      { name: 'domains', expression: bound(Bound.DOMAINS) },
      { name: 'gateways', expression: bound(Bound.GATEWAYS) },
      ...ANNOTATIONS,
      { name: 'hostnames', expression: fieldOr('object.spec', 'hostnames', '[]') },
      { name: 'parents', expression: fieldOr('object.spec', 'parentRefs', '[]') },
      { name: 'foreign', expression: `variables.hostnames.filter(h, !${isOwnHost('h')})` },
      {
        name: 'strangers',
        expression: `variables.parents.filter(p, has(p.namespace) && p.namespace != object.metadata.namespace && !((!has(p.kind) || p.kind == "Gateway") && (!has(p.group) || p.group == "${GROUP}") && (p.namespace + "/" + p.name) in variables.gateways)).map(p, p.namespace + "/" + p.name)`,
      },
    ],
    validations: [
      {
        expression: `size(variables.hostnames) > 0 || request.kind.kind in ${celTexts(BY_PORT.map(([kind]) => kind))} || (size(variables.parents) > 0 && variables.parents.all(p, has(p.kind) && p.kind == "Service"))`,
        message: 'a route without hostnames takes the requests to every host of its Gateways: name the hosts',
      },
      {
        expression: 'size(variables.foreign) == 0',
        message: 'a hostname is in none of the domains of the tenant, or has a wildcard',
        messageExpression:
          '"hostname " + string(variables.foreign[0]) + " is in none of the domains of the tenant, or has a wildcard: " + variables.domains.join(", ")',
      },
      {
        expression: 'size(variables.strangers) == 0',
        message:
          'the route attaches to something of another namespace that is none of the Gateways of the tenant',
        messageExpression:
          '"the route attaches to " + string(variables.strangers[0]) + "; of other namespaces, it may to these Gateways: " + variables.gateways.join(", ")',
      },
      {
        expression: '!has(object.spec.useDefaultGateways) || object.spec.useDefaultGateways == "None"',
        message: 'the route attaches to whichever Gateways are the default: name them in parentRefs',
      },
      {
        expression: areOwnNames(),
        message: 'a name that external-dns would make is in none of the domains of the tenant',
      },
      ARE_ALLOWED,
    ],
  };
}
