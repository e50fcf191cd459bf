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
 * https://antrea.io/docs/main/docs/antrea-ipam/, docs/reference/annotation.md and docs/usage/install/ai in
 * github.com/spidernet-io/spiderpool, pkg/metacni in github.com/nokia/danm,
 * crd/apis/network/v1 in github.com/kubernetes/cloud-provider-gcp
 */
const DOMAINS = [
  'cilium.io',
  'cni.cncf.io',
  'cni.projectcalico.org',
  'danm.io',
  'danm.k8s.io',
  'ipam.antrea.io',
  'k8s.ovn.org',
  'multus-cni.io',
  'networking.gke.io',
  'ovn.kubernetes.io',
  'spidernet.io',
];

/**
 * The same, where the domain has others beside, or there is none: that of Cilium is older than its domain. What a webhook of
 * the plugin adds to pods, in the name of who creates them, is not here (`k8s.aliyun.com/pod-eni`), nor what is kept by the
 * plugin's own webhook (`vpc.amazonaws.com/pod-eni`).
 * Sources: github.com/AliyunContainerService/terway, https://www.tencentcloud.com/document/product/457/43554
 */
const KEYS = [
  'io.cilium.no-track-port',
  'k8s.aliyun.com/pod-ips',
  'k8s.aliyun.com/pod-networks',
  'k8s.aliyun.com/pod-networks-request',
  'tke.cloud.tencent.com/networks',
  'tke.cloud.tencent.com/static-ip-list',
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
