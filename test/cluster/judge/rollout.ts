import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { nameOf } from './judgement';

interface Deployment {
  readonly metadata: { readonly generation: number };
  readonly spec: { readonly replicas: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly message?: string }[];
  };
}

/** How far the controllers are with the pods of a Deployment. */
export interface Rollout {
  /** What is missing, and what the controllers say about it. */
  readonly findings: readonly string[];
  /** Pods that are there. */
  readonly created: number;
}

/** Asks how far the controllers of the cluster are with the pods of a Deployment. */
export async function rolledOut(client: Client, deployment: Manifest): Promise<Rollout> {
  const path = await client.pathOf(deployment);
  const { metadata, spec, status = {} } = (await client.request<Deployment>('GET', path)).body;
  const { replicas: created = 0, observedGeneration, conditions = [] } = status;
  const failures = conditions.filter(({ type }) => type === 'ReplicaFailure').map(({ message }) => message);
  if (observedGeneration === metadata.generation && created >= spec.replicas && failures.length === 0)
    return { findings: [], created };
  const finding = `${nameOf(deployment)} has ${created} of ${spec.replicas} pods: ${failures.join()}`;
  return { findings: [finding], created };
}
