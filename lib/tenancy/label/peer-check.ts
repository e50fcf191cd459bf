import type { Finding } from '../../core/check';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { NAMESPACE_NAME } from '../../core/namespace-name';
import type { RenderedObject } from '../../core/rendered-object';
import { TENANT_LABEL } from '../labels';

/** The directions of a NetworkPolicy: the field of its rules, and that of their peers. */
const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/** A policy of one tenant lets in, and leads to, nobody of another tenant of its namespace. */
export function judgePeers(
  { group, kind, path, manifest }: RenderedObject,
  namespace: string,
  tenant: string,
): readonly Finding[] {
  if (group !== 'networking.k8s.io' || kind !== 'NetworkPolicy') return [];
  return DIRECTIONS.flatMap(([rules, peers]) =>
    itemsOf(fieldOf(manifest, 'spec', rules)).flatMap((rule, index): readonly Finding[] => {
      const list = itemsOf(fieldOf(rule, peers));
      const where = { path, prop: `spec.${rules}[${index}]` };
      if (list.length === 0)
        return [{ ...where, problem: 'is for everybody, the other tenants of the namespace included' }];
      return list.flatMap((peer, item) => {
        if (!reaches(peer, namespace)) return [];
        if (fieldOf(peer, 'podSelector', 'matchLabels', TENANT_LABEL) === tenant) return [];
        return [
          {
            path,
            prop: `${where.prop}.${peers}[${item}]`,
            problem: 'may be pods of another tenant of the namespace',
            given: peer,
            allowed: `${TENANT_LABEL}: ${tenant} among the labels of its podSelector`,
          },
        ];
      });
    }),
  );
}

/** Whether a peer may be in a namespace. Namespaces are told by name, so whatever is told otherwise may be it. */
function reaches(peer: unknown, namespace: string): boolean {
  if (fieldOf(peer, 'ipBlock') !== undefined) return false;
  const selector = fieldOf(peer, 'namespaceSelector');
  if (selector === undefined) return true;
  const name = fieldOf(selector, 'matchLabels', NAMESPACE_NAME);
  if (name !== undefined && name !== namespace) return false;
  return !itemsOf(fieldOf(selector, 'matchExpressions')).some(
    (expression) =>
      fieldOf(expression, 'key') === NAMESPACE_NAME &&
      fieldOf(expression, 'operator') === 'In' &&
      !itemsOf(fieldOf(expression, 'values')).includes(namespace),
  );
}
