import type { IConstruct } from 'constructs';
import { addAppCheck } from '../core/app-check';
import type { Check, Finding } from '../core/check';
import { Cluster } from '../core/cluster';
import { tenantsOf } from './tenants';

/**
 * No tenant has a namespace that the platform itself runs in: its members would run pods as the accounts there, and what
 * every tenant permits to the namespace, they could use.
 */
export function platformNamespacesCheck(app: IConstruct): Check {
  return () => {
    const cluster = Cluster.find(app);
    if (!cluster) return [];
    const uses = usesOf(cluster);
    return tenantsOf(app).flatMap(({ path, namespaces }) =>
      namespaces.flatMap((namespace): readonly Finding[] => {
        const use = uses.get(namespace);
        if (use === undefined) return [];
        return [
          {
            path,
            prop: 'namespaces',
            problem: `has a namespace that the facts of the Cluster name as that of ${use}`,
            given: namespace,
            allowed: 'namespaces that nothing of the platform runs in',
          },
        ];
      }),
    );
  };
}

addAppCheck(platformNamespacesCheck);

/** What runs in which namespace, as the facts of a cluster say. */
function usesOf({ dns, ingress, monitoring, installed }: Cluster): ReadonlyMap<string, string> {
  return new Map([
    ...installed.flatMap(({ name, namespaces }) =>
      (namespaces ?? []).map((namespace) => [namespace, name] as const),
    ),
    ...(monitoring ? [[monitoring.namespace, 'monitoring'] as const] : []),
    ...(ingress ? [[ingress.namespace, 'the ingress controller'] as const] : []),
    [dns.namespace, 'DNS'] as const,
  ]);
}
