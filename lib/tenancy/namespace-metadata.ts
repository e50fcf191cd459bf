import { PlatformError } from '../core/errors';
import { checkAnnotations, checkLabels, type StringMap } from '../core/labels';

/** What selects policies or keeps things from GitOps, which would be undone or faked by a label of one's own. */
const RESERVED = [
  'app.kubernetes.io/managed-by',
  'argocd.argoproj.io/',
  'cdk8s-platform/',
  'helm.sh/',
  'kubernetes.io/',
  'kustomize.toolkit.fluxcd.io/',
  'pod-security.kubernetes.io/',
];

/**
 * Returns labels that a platform adds to the namespaces of a tenant.
 * @throws PlatformError without a path for those that have a meaning of their own
 */
export function checkNamespaceLabels(labels: StringMap): StringMap {
  return refuseReserved(checkLabels(labels));
}

/**
 * Returns annotations that a platform adds to the namespaces of a tenant.
 * @throws PlatformError without a path for those that have a meaning of their own
 */
export function checkNamespaceAnnotations(annotations: StringMap): StringMap {
  return refuseReserved(checkAnnotations(annotations));
}

function refuseReserved(map: StringMap): StringMap {
  const reserved = Object.keys(map).find((key) =>
    RESERVED.some((name) => (name.endsWith('/') ? key.startsWith(name) : key === name)),
  );
  if (reserved === undefined) return map;
  throw new PlatformError({
    problem: 'has a meaning of its own, which props of the tenant stand for',
    given: reserved,
    allowed: `any key but ${RESERVED.map((name) => (name.endsWith('/') ? `${name}…` : name)).join(', ')}`,
  });
}
