/**
 * Name of an object of an operator that has no namespace, such as a ClusterRole or a webhook configuration: two operators
 * of one name in two namespaces have two. It is the operator's name where its namespace has the same, and otherwise the
 * name, a dot and the namespace; neither of them has a dot of its own, so that no two operators ever meet in one name.
 *
 * It is a DNS subdomain: at most 127 characters and the part.
 * @param name name of the operator
 * @param namespace namespace that it runs in
 * @param part what it is of the operator, where it has several objects of the kind; none may end with another of them
 */
export function clusterScopedName(name: string, namespace: string, part?: string): string {
  const own = part === undefined ? name : `${name}-${part}`;
  return namespace === name ? own : `${own}.${namespace}`;
}
