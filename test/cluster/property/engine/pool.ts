import { Chart } from 'cdk8s';
import {
  Cluster,
  CustomResourceDefinition,
  type Kind,
  type Manifest,
  Namespace,
  PlatformApp,
  POSTGRES_KINDS,
  PodSecurityLevel,
} from '../../../../lib';
import type { Client } from '../../bed/client';
import { apply } from '../../judge/apply';
import { podOf, workloadsOf } from '../../judge/pod-templates';

const LEVEL = 'pod-security.kubernetes.io/enforce';

/** Name of the namespace that stands in for those of a pod security level. */
function standIn(level: string): string {
  return `property-${level}`;
}

/**
 * Creates for good what a dry run must find: a namespace of each pod security level, and custom kinds.
 * @param others kinds beside those of PostgreSQL
 * @returns what it created
 */
export async function fill(
  client: Client,
  minor: string,
  others: readonly Kind[] = [],
): Promise<readonly Manifest[]> {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: minor }) });
  const namespaces = new Chart(app, 'namespaces');
  for (const podSecurity of Object.values(PodSecurityLevel))
    new Namespace(namespaces, standIn(podSecurity), {
      podSecurity,
      podSecurityReason: podSecurity === PodSecurityLevel.RESTRICTED ? undefined : 'it stands in for others',
    });
  const kinds = new Chart(app, 'kinds');
  for (const kind of [...POSTGRES_KINDS, ...others])
    new CustomResourceDefinition(kinds, kind.resource.plural, { kind });
  const objects = app.units().flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
  await apply(client, objects);
  return objects;
}

/**
 * The objects of an app as they can be sent without any of them being there. A dry run creates no namespace, so what
 * lives in one is sent to a stand-in of the same pod security level; the name itself was judged with the Namespace.
 * What runs pods is followed by one of them, since pods are admitted by more rules than their templates.
 */
export function sendable(objects: readonly Manifest[]): readonly Manifest[] {
  const levels = new Map(
    objects
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => [metadata.name, metadata.labels?.[LEVEL]]),
  );
  return objects.flatMap((object) => {
    const { namespace } = object.metadata;
    if (namespace === undefined) return [object];
    const moved = standIn(levels.get(namespace) ?? PodSecurityLevel.RESTRICTED);
    const sent = { ...object, metadata: { ...object.metadata, namespace: moved } };
    return [sent, ...workloadsOf([sent]).map(podOf).map(onItsOwn)];
  });
}

/** A pod without what is looked up when it is created, account and priority class: a dry run has created neither. */
export function onItsOwn(pod: Manifest): Manifest {
  const spec = { ...(pod.spec as object), serviceAccountName: 'default', priorityClassName: undefined };
  return { ...pod, spec };
}
