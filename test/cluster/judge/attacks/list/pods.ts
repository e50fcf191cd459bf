import type { Manifest } from '../../../../../lib';
import { type Attack, attack, POD_SECURITY, ROLES, rail } from '../attack';
import * as good from '../good';
import { create, pod, unsafe } from '../good';

/** A pod that an editor creates, beside a good one. */
export const byPod = (what: string, made: Manifest, guard: RegExp): Attack =>
  attack(what, 'editor', create(made), guard, create(pod()));

/** By what pods ask for. */
export const PODS: readonly Attack[] = [
  byPod(
    'run privileged',
    pod({}, unsafe({ privileged: true, allowPrivilegeEscalation: true })),
    POD_SECURITY,
  ),
  byPod(
    'mount a path of the node',
    pod({ volumes: [{ name: 'root', hostPath: { path: '/' } }] }),
    POD_SECURITY,
  ),
  byPod('take a port of the node', pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] }), POD_SECURITY),
  byPod("join the node's network", pod({ hostNetwork: true }), POD_SECURITY),
  byPod("see the node's processes", pod({ hostPID: true }), POD_SECURITY),
  byPod(
    'have a capability',
    pod({}, unsafe({ capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] } })),
    POD_SECURITY,
  ),
  byPod('run as root', pod({}, unsafe({ runAsNonRoot: false, runAsUser: 0 })), POD_SECURITY),
  byPod('run without seccomp', pod({}, unsafe({ seccompProfile: { type: 'Unconfined' } })), POD_SECURITY),
  byPod('run an image from elsewhere', pod({}, { image: 'docker.io/evil/miner:1.0.0' }), rail('images')),
  byPod(
    'run an image from a name that begins alike',
    pod({}, { image: 'registry.example.com/red-evil/shop:1.0.0' }),
    rail('images'),
  ),
  byPod(
    'prepare by an image from elsewhere',
    pod({
      initContainers: [
        { ...(pod().spec as { containers: object[] }).containers[0], name: 'init', image: 'evil:1' },
      ],
    }),
    rail('images'),
  ),
  byPod(
    'run an image that others pulled to the node, by its tag',
    pod({}, { imagePullPolicy: 'IfNotPresent' }),
    rail('images'),
  ),
  byPod(
    'run an image that is never pulled, by its digest',
    pod({}, { image: `registry.example.com/red/shop@sha256:${'a'.repeat(64)}`, imagePullPolicy: 'Never' }),
    rail('images'),
  ),
  attack(
    'run an image from elsewhere in a Deployment',
    'editor',
    create(good.deployment({}, { image: 'docker.io/evil/miner:1.0.0' })),
    rail('images'),
    create(good.deployment()),
  ),
  byPod(
    'be more important than the cluster',
    pod({ priorityClassName: 'system-cluster-critical' }),
    rail('scheduling'),
  ),
  // Of a pod itself, the runtime class is looked up first.
  attack(
    'choose a runtime',
    'editor',
    create(good.deployment({ runtimeClassName: 'unconfined' })),
    rail('scheduling'),
    create(good.deployment()),
  ),
  byPod('choose a node by name', pod({ nodeName: 'control-plane' }), rail('scheduling')),
  byPod('leave the nodes of the tenant', pod({ nodeSelector: { pool: 'blue' } }), rail('scheduling')),
  byPod(
    'tolerate the control plane',
    pod({ tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] }),
    rail('scheduling'),
  ),
  ...['k8s.v1.cni.cncf.io/networks', 'cni.projectcalico.org/ipAddrs', 'k8s.ovn.org/routing-namespaces'].map(
    (key) =>
      attack(
        `choose networks and addresses by ${key}`,
        'editor',
        create(good.annotated({ [key]: 'attack-blue' })),
        rail('pod-networks'),
        create(good.annotated({ 'prometheus.io/scrape': 'true' })),
      ),
  ),
  byPod(
    'choose the address of a pod itself',
    {
      ...pod(),
      metadata: { name: 'attack', annotations: { 'cni.projectcalico.org/ipAddrs': '["10.244.0.1"]' } },
    },
    rail('pod-networks'),
  ),
  attack(
    'run an agent on every node',
    'owner',
    create({ ...good.deployment(), kind: 'DaemonSet' }),
    ROLES,
    create(good.deployment()),
  ),
];
