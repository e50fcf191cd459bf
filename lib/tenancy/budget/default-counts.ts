import { Quantity } from '../../core/values/quantity';
import type { Budget, Hard } from './budget';

/**
 * Of what budgets have a field for.
 *
 * An object has 1.5 MiB at the most, and etcd some GiB for all: 200 Secrets and as many ConfigMaps are 600 MiB if each is
 * as large as can be, which nobody comes to by chance. A chart of Helm keeps ten Secrets.
 * Source: https://etcd.io/docs/v3.5/dev-guide/limit/
 */
const FIELDS = {
  services: ['services', 100],
  persistentVolumeClaims: ['persistentvolumeclaims', 100],
  secrets: ['secrets', 200],
  configMaps: ['configmaps', 200],
} as const;

/** What members may create besides, and what controllers make of it. */
const OBJECTS: Readonly<Record<string, number>> = {
  // Operators make some of these for each custom object.
  serviceaccounts: 300,
  'networkpolicies.networking.k8s.io': 300,
  'rolebindings.rbac.authorization.k8s.io': 300,
  'roles.rbac.authorization.k8s.io': 300,
  // Of each Deployment the last ten revisions are kept, and of each StatefulSet.
  'deployments.apps': 100,
  'replicasets.apps': 1000,
  'statefulsets.apps': 100,
  'controllerrevisions.apps': 1000,
  'horizontalpodautoscalers.autoscaling': 100,
  'cronjobs.batch': 100,
  // Of each CronJob, four are kept.
  'jobs.batch': 500,
  'leases.coordination.k8s.io': 100,
  'ingresses.networking.k8s.io': 100,
  'poddisruptionbudgets.policy': 100,
};

/**
 * How many objects there may be in a namespace of what its budget says nothing of: so many that a team does not meet them,
 * and so few that it does not fill the store of the API server. What is `unlimited` is said something of.
 *
 * Custom kinds are not among it: until Kubernetes counts a kind that is new, half a minute at the most, it refuses objects of
 * it where a quota does, and a first sync would fail on that which nobody asked for.
 */
export function defaultCounts(budget: Budget): Hard {
  const fields = Object.entries(FIELDS) as [keyof typeof FIELDS, readonly [string, number]][];
  return Object.fromEntries([
    ...fields
      .filter(([field]) => budget[field] === undefined)
      .map(([, [resource, most]]) => [resource, `${most}`]),
    ...Object.entries(OBJECTS)
      .filter(([name]) => budget.objects?.[name] === undefined)
      .map(([name, most]) => [`count/${name}`, Quantity.of(most).toString()]),
  ]);
}
