import { Chart } from 'cdk8s';
import {
  Cluster,
  CustomResourceDefinition,
  type Manifest,
  Namespace,
  PlatformApp,
  POSTGRES_KINDS,
  PodSecurityLevel,
} from '../../../../lib';
import type { Client } from '../../bed/client';
import { prepare } from '../../judge/apps';
import { established } from '../../judge/ready';

const LEVEL = 'pod-security.kubernetes.io/enforce';

/** Name of the namespace that stands in for those of a pod security level. */
function standIn(level: string): string {
  return `property-${level}`;
}

/** Creates for good what a dry run must find: a namespace of each pod security level, and the custom kinds. */
export async function fill(client: Client, minor: string): Promise<void> {
  await prepare(client);
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: minor }) });
  const namespaces = new Chart(app, 'namespaces');
  for (const podSecurity of Object.values(PodSecurityLevel))
    new Namespace(namespaces, standIn(podSecurity), { podSecurity });
  const kinds = new Chart(app, 'postgres-kinds');
  for (const kind of POSTGRES_KINDS) new CustomResourceDefinition(kinds, kind.resource.plural, { kind });
  for (const { manifest } of app.units().flatMap(({ objects }) => objects)) {
    const { status, body } = await client.apply(manifest);
    if (status >= 300) throw new Error(`${manifest.kind} ${manifest.metadata.name}: ${body.message}`);
  }
  for (const kind of POSTGRES_KINDS) await established(client, kind.crdName);
  for (const podSecurity of Object.values(PodSecurityLevel)) {
    const account = `/api/v1/namespaces/${standIn(podSecurity)}/serviceaccounts/default`;
    await client.until(`the account of ${standIn(podSecurity)}`, async () => {
      const { status } = await client.request('GET', account);
      return status === 200 ? true : undefined;
    });
  }
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
    return [sent, ...podsOf(sent)];
  });
}

interface Template {
  readonly metadata: Manifest['metadata'];
  readonly spec: object;
}

function podsOf({ kind, metadata: { namespace }, spec }: Manifest): readonly Manifest[] {
  if (kind !== 'Deployment' && kind !== 'DaemonSet') return [];
  const { template } = spec as { readonly template: Template };
  // Account and priority class are looked up when a pod is created, and a dry run has created neither.
  const pod = { ...template.spec, serviceAccountName: 'default', priorityClassName: undefined };
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...template.metadata, name: 'pod', namespace },
      spec: pod,
    },
  ];
}
