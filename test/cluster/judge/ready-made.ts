import { CLUSTER } from '../../../apps/platform/cluster';
import { platform } from '../../../apps/platform/main';
import { Cluster, type Manifest, type PlatformApp } from '../../../lib';
import { SYNC_WAVE, waveNumber } from '../../../lib/core';
import { argoCdCrds } from '../../support/schema-validator';
import type { Client } from '../bed/client';

/** The objects of an app in the order in which GitOps applies them: by wave, over all its charts. */
export function inOrder(app: PlatformApp): readonly Manifest[] {
  const waveOf = ({ metadata, kind }: Manifest): number =>
    waveNumber(metadata.annotations?.[SYNC_WAVE], kind);
  return app
    .units()
    .flatMap(({ objects }) => objects.map(({ manifest }) => manifest))
    .map((manifest, index) => ({ manifest, index }))
    .sort((a, b) => waveOf(a.manifest) - waveOf(b.manifest) || a.index - b.index)
    .map(({ manifest }) => manifest);
}

/** The reference platform, for a version of Kubernetes. */
export function referencePlatform(kubernetes: string): readonly Manifest[] {
  return inOrder(platform(new Cluster({ ...CLUSTER, kubernetes })));
}

/** What the platform expects to be there: the namespaces and kinds that others bring. */
export async function prepare(client: Client): Promise<void> {
  for (const name of ['argocd', 'ingress-nginx', 'monitoring']) {
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  for (const crd of argoCdCrds() as readonly (Manifest & { spec: { names: object; versions: object[] } })[]) {
    await client.apply(
      { ...crd, apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
      { fieldValidation: 'Ignore', force: 'true' },
    );
  }
  for (const crd of argoCdCrds() as readonly Manifest[])
    await established(client, crd.metadata.name as string);
}

/** Waits until the API server serves a kind. */
export async function established(client: Client, name: string): Promise<void> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
  await client.until(`${name} is established`, async () => {
    const { body } = await client.request<{ status?: { conditions?: { type: string; status: string }[] } }>(
      'GET',
      path,
    );
    return body.status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True')
      ? true
      : undefined;
  });
}
