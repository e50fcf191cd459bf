import { type Attack, attack, ROLES, rail } from '../attack';
import { BLUE, RED } from '../attacked';
import * as good from '../good';
import { create, read } from '../good';

const POLICIES = `/apis/networking.k8s.io/v1/namespaces/${RED}/networkpolicies`;
const FROM = (peer: object) => create(good.policy({ ingress: [{ from: [peer] }] }));
const TO = (peer: object) => create(good.policy({ egress: [{ to: [peer] }] }));
const named = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const PODS = { podSelector: { matchLabels: { app: 'shop' } } };

/** By network policies of its own, which can only open. */
export const NETWORK: readonly Attack[] = [
  attack(
    'let everybody in',
    'owner',
    create(good.policy({ ingress: [{}] })),
    rail('network-policies'),
    FROM(PODS),
  ),
  attack(
    'let every namespace in',
    'owner',
    FROM({ namespaceSelector: {} }),
    rail('network-policies'),
    FROM(named(RED)),
  ),
  attack('let another tenant in', 'owner', FROM(named(BLUE)), rail('network-policies'), FROM(named(RED))),
  attack(
    'let pods of any namespace in by their labels',
    'owner',
    FROM({ namespaceSelector: {}, ...PODS }),
    rail('network-policies'),
    FROM({ ...named(RED), ...PODS }),
  ),
  attack(
    'let addresses in',
    'owner',
    FROM({ ipBlock: { cidr: '0.0.0.0/0' } }),
    rail('network-policies'),
    FROM(PODS),
  ),
  attack(
    'let out to everywhere',
    'owner',
    create(good.policy({ egress: [{}] })),
    rail('network-policies'),
    TO(PODS),
  ),
  attack('let out to another tenant', 'owner', TO(named(BLUE)), rail('network-policies'), TO(named(RED))),
  attack(
    'let out to the metadata service',
    'owner',
    TO({ ipBlock: { cidr: '169.254.169.254/32' } }),
    rail('network-policies'),
    TO({ ipBlock: { cidr: '203.0.113.0/24' } }),
  ),
  attack(
    'let out to any address',
    'owner',
    TO({ ipBlock: { cidr: '0.0.0.0/0' } }),
    rail('network-policies'),
    TO({ ipBlock: { cidr: '203.0.113.0/24' } }),
  ),
  attack('write a policy', 'viewer', FROM(PODS), ROLES, read(POLICIES)),
];
