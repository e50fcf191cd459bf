import { type Attack, attack, ROLES, rail } from '../attack';
import { RED } from '../attacked';
import * as good from '../good';
import { change, create, read, remove } from '../good';
import { NAMESPACE } from '../paths';

const POLICIES = `/apis/networking.k8s.io/v1/namespaces/${RED}/networkpolicies`;
const RBAC = `/apis/rbac.authorization.k8s.io/v1/namespaces/${RED}`;

/** On what the platform keeps in the namespace. */
export const LOCKED: readonly Attack[] = [
  attack(
    'delete the default deny',
    'owner',
    remove(`${POLICIES}/default-deny`),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'take pods out of the default deny',
    'owner',
    change(`${POLICIES}/default-deny`, { spec: { podSelector: { matchLabels: { app: 'other' } } } }),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'unlock the default deny',
    'owner',
    change(`${POLICIES}/default-deny`, { metadata: { labels: { 'cdk8s-platform/locked': null } } }),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'lock something of its own',
    'owner',
    create({
      ...good.policy({ ingress: [] }),
      metadata: { name: 'attack', labels: { 'cdk8s-platform/locked': 'true' } },
    }),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'have the claim of an ephemeral volume locked',
    'editor',
    create(good.deployment({ volumes: [good.ephemeral({}, { 'cdk8s-platform/locked': 'true' })] })),
    rail('locked-objects'),
    create(good.deployment({ volumes: [good.ephemeral()] })),
  ),
  attack(
    'take rights from the viewers',
    'owner',
    change(`${RBAC}/roles/tenant-viewer`, { rules: [] }),
    rail('locked-objects'),
    create(good.role({ apiGroups: [''], resources: ['pods'], verbs: ['get'] })),
  ),
  attack(
    'take the editors in among the owners',
    'owner',
    change(`${RBAC}/rolebindings/tenant-owner`, {
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'red-editors' }],
    }),
    rail('locked-objects'),
    create(
      good.binding(
        { kind: 'Role', name: 'tenant-viewer' },
        { kind: 'ServiceAccount', name: 'builder', namespace: RED },
      ),
    ),
  ),
  attack(
    'raise the quota',
    'owner',
    change(`${NAMESPACE}/resourcequotas/tenant-quota`, { spec: { hard: { pods: '500' } } }),
    ROLES,
    read(`${NAMESPACE}/resourcequotas/tenant-quota`),
  ),
  attack(
    'delete the quota',
    'owner',
    remove(`${NAMESPACE}/resourcequotas/tenant-quota`),
    ROLES,
    read(`${NAMESPACE}/resourcequotas/tenant-quota`),
  ),
  attack(
    'delete the limits',
    'owner',
    remove(`${NAMESPACE}/limitranges/tenant-limits`),
    ROLES,
    read(`${NAMESPACE}/limitranges/tenant-limits`),
  ),
];
