import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';

interface Autoscaler {
  readonly maxReplicas: number;
  readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
}

/**
 * Scales what is autoscaled to the most replicas that it is ever scaled to. Autoscalers leave it at that, as nothing
 * serves metrics here.
 */
export async function scaleToPeak(client: Client, objects: readonly Manifest[]): Promise<void> {
  for (const { kind, metadata, spec } of objects) {
    if (kind !== 'HorizontalPodAutoscaler') continue;
    const { maxReplicas, scaleTargetRef } = spec as Autoscaler;
    const { apiVersion, kind: target, name } = scaleTargetRef;
    const path = await client.pathOf({ apiVersion, kind: target, metadata: { ...metadata, name } });
    const { status, body } = await client.request('PATCH', `${path}/scale`, {
      body: { spec: { replicas: maxReplicas } },
      contentType: 'application/merge-patch+json',
    });
    if (status >= 300) throw new Error(`${target} ${name} is not scaled: ${body.message}`);
  }
}
