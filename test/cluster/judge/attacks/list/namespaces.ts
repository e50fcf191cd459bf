import { type Attack, attack, ROLES, rail } from '../attack';
import { BLUE, RED } from '../attacked';
import { change, read, remove } from '../good';
import { NAMESPACE } from '../paths';

const LABEL = { metadata: { labels: { harmless: 'true' } } };

const label = (labels: Record<string, string | null>) => change(NAMESPACE, { metadata: { labels } });

/** On the namespace itself. */
export const NAMESPACES: readonly Attack[] = [
  attack(
    'lower the pod security level',
    'owner',
    label({ 'pod-security.kubernetes.io/enforce': 'privileged' }),
    ROLES,
    read(NAMESPACE),
  ),
  attack('delete the namespace', 'owner', remove(NAMESPACE), ROLES, read(NAMESPACE)),
  attack(
    'lower the pod security level',
    'labeller',
    label({ 'pod-security.kubernetes.io/enforce': 'privileged' }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'give the namespace to another tenant',
    'labeller',
    label({ 'cdk8s-platform/tenant': BLUE }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'drop the tenant label, and lower the level in the same update',
    'labeller',
    label({ 'cdk8s-platform/tenant': null, 'pod-security.kubernetes.io/enforce': 'privileged' }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'put another namespace under the tenant',
    'labeller',
    change('/api/v1/namespaces/default', { metadata: { labels: { 'cdk8s-platform/tenant': RED } } }),
    rail('namespaces'),
    change('/api/v1/namespaces/default', LABEL),
  ),
  attack(
    'widen the bounds',
    'labeller',
    change(NAMESPACE, { metadata: { annotations: { 'cdk8s-platform/allowed-domains': 'example.com' } } }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'delete the namespace',
    'labeller',
    remove(NAMESPACE),
    rail('(namespaces|deletion-protection)'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'delete the namespace',
    'administrator',
    remove(NAMESPACE),
    rail('deletion-protection'),
    change(NAMESPACE, LABEL),
  ),
];
