import { ObjectIndex, PermissionMatrix, RenderedObject } from '../../lib';

const GROUP = 'rbac.authorization.k8s.io';

/** A rule, as one would write it in a line. */
export function rule(groups: string, resources: string, verbs: string, names?: string): object {
  return {
    apiGroups: groups.split(',').map((name) => (name === 'v1' ? '' : name)),
    resources: resources.split(','),
    verbs: verbs.split(','),
    ...(names !== undefined && { resourceNames: names.split(',') }),
  };
}

/** An object of RBAC; `alpha/name` is in a namespace. */
export function object(kind: string, id: string, more: object, labels?: object): RenderedObject {
  const slash = id.includes(':') ? -1 : id.indexOf('/');
  const metadata = {
    name: id.slice(slash + 1),
    ...(slash > 0 && { namespace: id.slice(0, slash) }),
    ...(labels && { labels }),
  };
  return new RenderedObject(`chart/${id}`, {
    apiVersion: `${GROUP}/v1`,
    kind,
    metadata: metadata as RenderedObject['manifest']['metadata'],
    ...more,
  });
}

/** A role; one in a namespace is a Role. */
export function role(id: string, ...rules: readonly object[]): RenderedObject {
  return object(id.includes('/') ? 'Role' : 'ClusterRole', id, { rules });
}

/** A subject: `User jane`, `ServiceAccount alpha/shop`. */
export function subject(text: string): { kind: string; name: string; namespace?: string } {
  const [kind = '', id = ''] = text.split(' ');
  const [namespace, name] = id.split('/');
  return kind === 'ServiceAccount' && name !== undefined ? { kind, name, namespace } : { kind, name: id };
}

/** A binding of a role, `Role name` or `ClusterRole name`, to subjects. */
export function binding(id: string, to: string, ...subjects: readonly string[]): RenderedObject {
  const [kind, name] = to.split(' ');
  return object(id.includes('/') ? 'RoleBinding' : 'ClusterRoleBinding', id, {
    roleRef: { apiGroup: GROUP, kind, name },
    subjects: subjects.map(subject),
  });
}

/** The matrix of some objects. */
export function matrixOf(...objects: readonly RenderedObject[]): PermissionMatrix {
  return new PermissionMatrix(new ObjectIndex(objects), '1.36');
}
