import type { Cluster } from '../../../core/cluster';
import { NAMESPACE_NAME } from '../../../core/namespace-name';
import { outermostInside } from '../../../network/matrix/cluster-addresses';
import { celText, celTexts } from '../../../policy/literal';
import { EVERYWHERE } from '../bounds';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail, type SharedFacts } from '../guard-rail';

/**
 * Network policies of members open what is their own: policies add up, so that one with a peer too many opens the namespace,
 * whatever the platform denies. In the namespace of DNS, which is that of much else, only ports of DNS are open. Namespaces
 * are told by the label that the API server sets itself.
 *
 * Of an address range, what it leaves out by `except` counts where every address is a bound: then it must leave out what is
 * inside the cluster. Elsewhere the range is judged as a whole, which refuses more than it need, and never less.
 */
export function networkPolicies({ cluster, sharedNamespaces, operatorNamespaces }: SharedFacts): GuardRail {
  const { dns, ingress, monitoring } = cluster;
  const names = (found: readonly (string | undefined)[]): string =>
    celTexts([...new Set(found.filter((name) => name !== undefined))]);
  const sources = names([
    ...sharedNamespaces,
    ...operatorNamespaces,
    ingress?.namespace,
    monitoring?.namespace,
  ]);
  const destinations = names(sharedNamespaces);
  const own = bound(Bound.NAMESPACES);
  const dnsPorts = [...new Set([53, ...dns.ports])].sort((one, other) => one - other);
  const isDns = `has(r.ports) && size(r.ports) > 0 && r.ports.all(o, has(o.port) && o.port in [${dnsPorts.join(', ')}] && (!has(o.endPort) || o.endPort == o.port))`;
  const nodeLocal = celTexts(dns.nodeLocalCidrs.map(String));
  return {
    name: 'network-policies',
    does: 'network policies open connections within the tenant, with shared namespaces, and to its address ranges',
    exempt: 'administrators and operators',
    kinds: ['networking.k8s.io/NetworkPolicy'],
    variables: [
      BOUNDS,
      { name: 'sources', expression: `${own} + ${bound(Bound.CONNECTED_FROM)} + ${sources}` },
      { name: 'destinations', expression: `${own} + ${bound(Bound.CONNECTS_TO)} + ${destinations}` },
      { name: 'dns', expression: names([dns.namespace]) },
      { name: 'ranges', expression: `${bound(Bound.EGRESS_CIDRS)} + ${nodeLocal}` },
      { name: 'inside', expression: celTexts(outermostInside(cluster).map(String)) },
      { name: 'ingress', expression: fieldOr('object.spec', 'ingress', '[]') },
      { name: 'egress', expression: fieldOr('object.spec', 'egress', '[]') },
    ],
    validations: [
      {
        expression: 'variables.ingress.all(r, has(r.from) && size(r.from) > 0)',
        message: 'an ingress rule without "from" lets anyone in: name pods or namespaces',
      },
      {
        expression: 'variables.egress.all(r, has(r.to) && size(r.to) > 0)',
        message: 'an egress rule without "to" leads anywhere: name pods, namespaces or address ranges',
      },
      {
        expression: `variables.ingress.all(r, !has(r.from) || r.from.all(p, !has(p.ipBlock) && ${isNamed('sources')}))`,
        message: 'an ingress rule lets in others than pods of the tenant and of shared namespaces',
        messageExpression: `"ingress may be from these namespaces, each by its label ${NAMESPACE_NAME}: " + variables.sources.join(", ")`,
      },
      {
        expression: `variables.egress.all(r, !has(r.to) || r.to.all(p, has(p.ipBlock) || ${isNamed('destinations')} || (${isNamed('dns')} && ${isDns})))`,
        message: 'an egress rule leads to others than pods of the tenant and of shared namespaces',
        messageExpression: `"egress may be to these namespaces, each by its label ${NAMESPACE_NAME}: " + variables.destinations.join(", ") + "; to ${dns.namespace} on the ports of DNS alone: ${dnsPorts.join(', ')}"`,
      },
      {
        expression: `variables.egress.all(r, !has(r.to) || r.to.all(p, !has(p.ipBlock) || (${isWithin(cluster)})))`,
        message: 'an egress rule leads to addresses that are none of the tenant',
        messageExpression: `"egress may be to these address ranges: " + variables.ranges.join(", ") + (variables.ranges.exists(c, c in ${celTexts(EVERYWHERE)}) ? ", leaving out by except each of " + variables.inside.join(", ") : "") + "; more are stated by \`allowed.egressCidrs\` of the Tenant"`,
      },
    ],
  };
}

/** Whether a peer is pods of the policy's own namespace, or of namespaces that are all in a list. */
function isNamed(list: string): string {
  const key = celText(NAMESPACE_NAME);
  const selector = 'p.namespaceSelector';
  return `(!has(${selector}) || (has(${selector}.matchLabels) && ${key} in ${selector}.matchLabels && ${selector}.matchLabels[${key}] in variables.${list}) || (has(${selector}.matchExpressions) && ${selector}.matchExpressions.exists(e, e.key == ${key} && e.operator == "In" && has(e.values) && e.values.all(v, v in variables.${list}))))`;
}

/**
 * Whether an address range is one of the tenant; on older clusters, CEL has no arithmetic of addresses. One of every address
 * must not meet what is inside the cluster, which nobody knows of a cluster that does not state it.
 */
function isWithin(cluster: Cluster): string {
  const [range, except, everywhere] = ['p.ipBlock.cidr', 'p.ipBlock.except', celTexts(EVERYWHERE)];
  const isKnown = cluster.podCidrs.length > 0 && cluster.serviceCidrs.length > 0;
  const isLeftOut = `(has(${except}) && i in ${except})`;
  const isOutside = (isApart: string): string =>
    isKnown ? `variables.inside.all(i, ${isLeftOut} || ${isApart})` : 'false';
  if (!cluster.atLeast('1.31')) {
    const isOfOtherFamily = `i.contains(":") != ${range}.contains(":")`;
    return `${range} in variables.ranges && (!(${range} in ${everywhere}) || ${isOutside(isOfOtherFamily)})`;
  }
  const isApart = `!(cidr(i).containsCIDR(${range}) || cidr(${range}).containsCIDR(i))`;
  return `isCIDR(${range}) && variables.ranges.exists(c, cidr(c).containsCIDR(${range}) && (!(c in ${everywhere}) || ${isOutside(isApart)}))`;
}
