import type { Manifest } from '../../../../lib';
import { deployment, podMakers, podSpec, withAnnotations } from '../objects';
import { type Row, rows } from './row';

const annotated = (key: string, value = 'a'): Manifest =>
  withAnnotations(deployment(podSpec()), { [key]: value });
const refused = (key: string, value?: string): readonly [Manifest, string] => [
  annotated(key, value),
  `annotation ${key} chooses networks or addresses of pods`,
];

/** Rows of the rule `pod-networks`. */
export const POD_NETWORKS: readonly Row[] = rows(
  'pod-networks',
  {
    'pods without annotations': deployment(podSpec()),
    'pods with annotations of monitoring': annotated('prometheus.io/scrape', 'true'),
    'pods with a domain that ends alike': annotated('mycilium.io/note'),
    'pods to which the controller of AWS adds their interface': annotated('vpc.amazonaws.com/pod-eni', '[]'),
    'pods to which the webhook of Alibaba Cloud adds their network': annotated(
      'k8s.aliyun.com/pod-eni',
      'true',
    ),
    'pods with annotations of Alibaba Cloud that are about their images': annotated(
      'k8s.aliyun.com/image-accelerate-mode',
      'on-demand',
    ),
    'a Deployment whose own annotations look like those of pods': {
      ...deployment(podSpec()),
      metadata: { name: 'judged', namespace: 'guarded', annotations: { 'cni.projectcalico.org/podIP': 'a' } },
    },
  },
  {
    'pods on a further network of Multus': refused('k8s.v1.cni.cncf.io/networks', 'kube-system/macvlan'),
    'pods on another default network of Multus': refused('v1.multus-cni.io/default-network'),
    'pods with addresses of Calico': refused('cni.projectcalico.org/ipAddrs', '["10.244.0.10"]'),
    'pods with addresses of Calico past its pools': refused('cni.projectcalico.org/ipAddrsNoIpam'),
    'pods that send from addresses of others by Calico': refused(
      'cni.projectcalico.org/allowedSourcePrefixes',
    ),
    'pods of a pool of Cilium': refused('ipam.cilium.io/ip-pool'),
    'pods whose connections Cilium does not track': refused('policy.cilium.io/no-track-port', '80'),
    'pods whose connections an older Cilium does not track': refused('io.cilium.no-track-port', '80'),
    'pods that are gateways of another namespace, by OVN-Kubernetes': refused(
      'k8s.ovn.org/routing-namespaces',
      'guarded-other',
    ),
    'pods on a switch of Kube-OVN': refused('ovn.kubernetes.io/logical_switch'),
    'pods with an address on a further network of Kube-OVN': refused(
      'net.guarded.ovn.kubernetes.io/ip_address',
    ),
    'pods of a pool of Antrea': refused('ipam.antrea.io/ippools'),
    'pods of a pool of Spiderpool': refused('ipam.spidernet.io/ippool'),
    'pods that a webhook of Spiderpool puts on further networks': refused(
      'cni.spidernet.io/network-resource-inject',
    ),
    'pods on further networks of GKE': refused('networking.gke.io/interfaces', '[]'),
    'pods that send from hardware addresses of others on GKE': refused(
      'networking.gke.io/disable-source-mac-validation',
      'true',
    ),
    'pods on further networks of DANM': refused('danm.k8s.io/interfaces', '[]'),
    'pods on networks of Alibaba Cloud': refused('k8s.aliyun.com/pod-networks', '{}'),
    'pods with addresses of Tencent Cloud': refused('tke.cloud.tencent.com/static-ip-list'),
    ...Object.fromEntries(
      podMakers(podSpec()).map((made) => [
        `a ${made.kind} on a further network`,
        [
          withAnnotations(made, { 'k8s.v1.cni.cncf.io/networks': 'macvlan' }),
          'annotation k8s.v1.cni.cncf.io/networks',
        ] as const,
      ]),
    ),
  },
);
