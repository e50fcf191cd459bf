import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';

/** What a namespace holds its pods to. */
export interface Bounds {
  /** What of it is not in force. */
  readonly findings: readonly string[];
  /** Whether containers get resources there that state none. */
  readonly limited: boolean;
}

/** The bounds that objects declare for the pods of a namespace, asked of the server: that pods pass means nothing else. */
export async function boundsOf(
  client: Client,
  objects: readonly Manifest[],
  namespace: string,
): Promise<Bounds> {
  const there = objects.filter(({ metadata }) => metadata.namespace === namespace);
  const stored = await client.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const level = stored.body.metadata.labels?.['pod-security.kubernetes.io/enforce'];
  const findings = level === undefined ? [`${namespace} has no pod security level`] : [];
  for (const quota of there.filter(({ kind }) => kind === 'ResourceQuota')) {
    const { body } = await client.get(quota);
    const { hard } = (body.status ?? {}) as { readonly hard?: object };
    const { hard: written } = quota.spec as { readonly hard: object };
    if (Object.keys(hard ?? {}).length < Object.keys(written).length)
      findings.push(`the quota of ${namespace} is not in force`);
  }
  return { findings, limited: there.some(({ kind }) => kind === 'LimitRange') };
}
