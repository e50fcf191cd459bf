/**
 * Name of a cluster-scoped object of an operator. Two installs of one name, in two namespaces, do not meet: beside the
 * name stands the namespace, unless that is the same.
 */
export function clusterScopedName(name: string, namespace: string): string {
  return name === namespace ? name : `${name}.${namespace}`;
}
