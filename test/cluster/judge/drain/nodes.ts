import type { Client } from '../../bed/client';

/** A node of a cluster without kubelets: what it does is done by the tests. */
export interface Node {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it is closed to new pods. */
  readonly cordoned: boolean;
}

interface NodeObject {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec?: { readonly unschedulable?: boolean };
}

const NODES = '/api/v1/nodes';
const MERGE = { contentType: 'application/merge-patch+json' };
const LABEL = 'judged-drain';

/** The names of the nodes, each in a zone of its own. */
export const NODE_NAMES: readonly string[] = ['drained-a', 'drained-b', 'drained-c'];

/** Makes the nodes, ready as kubelets report them, and open. */
export async function makeNodes(client: Client): Promise<void> {
  for (const name of NODE_NAMES) {
    const labels = {
      [LABEL]: 'true',
      'kubernetes.io/hostname': name,
      'topology.kubernetes.io/zone': `zone-of-${name}`,
    };
    const body = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
    await client.request('POST', NODES, { body });
    const now = new Date().toISOString();
    const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'judged' };
    const conditions = [{ ...ready, lastHeartbeatTime: now, lastTransitionTime: now }];
    const allocatable = { cpu: '4', memory: '8Gi', pods: '110' };
    const answer = await client.request('PATCH', `${NODES}/${name}/status`, {
      ...MERGE,
      body: { status: { conditions, allocatable, capacity: allocatable } },
    });
    if (answer.status >= 300) throw new Error(`${name} is not ready: ${answer.body.message}`);
    await cordon(client, name, false);
  }
}

/** Deletes the nodes. */
export async function deleteNodes(client: Client): Promise<void> {
  for (const name of NODE_NAMES) await client.request('DELETE', `${NODES}/${name}`);
}

/** Closes a node to new pods, or opens it again. */
export async function cordon(client: Client, name: string, closed = true): Promise<void> {
  await client.request('PATCH', `${NODES}/${name}`, { ...MERGE, body: { spec: { unschedulable: closed } } });
}

/** The nodes that {@link makeNodes} made. */
export async function nodesOf(client: Client): Promise<readonly Node[]> {
  const { body } = await client.request<{ readonly items: readonly NodeObject[] }>('GET', NODES, {
    query: { labelSelector: LABEL },
  });
  return body.items.map(({ metadata, spec = {} }) => ({
    ...metadata,
    cordoned: spec.unschedulable ?? false,
  }));
}
