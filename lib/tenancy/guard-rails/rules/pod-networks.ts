import { celTexts } from '../../../policy/literal';
import { fieldOr, type GuardRail } from '../guard-rail';
import { POD_KINDS, templateOf } from '../pods';

/**
 * Domains of annotations, with those below them, by which plugins join pods to networks, give them addresses of their choice,
 * let them send from those of others, or take their packets out of the tracking of connections.
 * Sources: https://k8snetworkplumbingwg.github.io/multus-cni/docs/how-to-use.html,
 * https://docs.tigera.io/calico/latest/reference/configure-cni-plugins,
 * https://docs.cilium.io/en/stable/network/concepts/ipam/multi-pool/ and pkg/annotation in github.com/cilium/cilium,
 * https://ovn-kubernetes.io/features/cluster-egress-controls/multiple-external-gateways/,
 * https://kubeovn.github.io/docs/stable/en/guide/static-ip-mac/ (for further networks below `<name>.<namespace>.`),
 * https://antrea.io/docs/main/docs/antrea-ipam/, https://spidernet-io.github.io/spiderpool/
 */
const DOMAINS = [
  'cilium.io',
  'cni.cncf.io',
  'cni.projectcalico.org',
  'ipam.antrea.io',
  'ipam.spidernet.io',
  'k8s.ovn.org',
  'multus-cni.io',
  'ovn.kubernetes.io',
];

/**
 * The same, where the domain has others beside. Those of Cilium before it had a domain are older.
 * Source: https://cloud.google.com/kubernetes-engine/docs/how-to/setup-multinetwork-support-for-pods
 */
const KEYS = [
  'io.cilium.no-track-port',
  'networking.gke.io/default-interface',
  'networking.gke.io/disable-source-ip-validation',
  'networking.gke.io/interfaces',
];

function annotationsOf(object: 'object' | 'oldObject'): string {
  return `[${templateOf(object)}].map(t, has(t.metadata) ? ${fieldOr('t.metadata', 'annotations', '{}')} : {})[0]`;
}

/**
 * Pods are on the network that NetworkPolicies hold on, with the addresses that they are given: on another one, none of these
 * holds. What an object had before stays, since plugins write into pods what they have done.
 */
export function podNetworks(): GuardRail {
  const domain = 'a.split("/")[0]';
  return {
    name: 'pod-networks',
    does: 'pods choose neither further networks nor addresses by annotations: network policies would not hold there',
    exempt: 'administrators',
    kinds: POD_KINDS,
    variables: [
      { name: 'annotations', expression: annotationsOf('object') },
      { name: 'before', expression: `oldObject == null ? {} : ${annotationsOf('oldObject')}` },
      {
        name: 'refused',
        expression: `variables.annotations.filter(a, (a in ${celTexts(KEYS)} || ${celTexts(DOMAINS)}.exists(d, ${domain} == d || ${domain}.endsWith("." + d))) && !(a in variables.before && variables.before[a] == variables.annotations[a]))`,
      },
    ],
    validations: [
      {
        expression: 'size(variables.refused) == 0',
        message: 'an annotation chooses networks or addresses of pods, where network policies do not hold',
        messageExpression:
          '"annotation " + variables.refused[0] + " chooses networks or addresses of pods, where network policies do not hold"',
      },
    ],
  };
}
