import type { Client } from '../../bed/client';
import type { Judgement } from '../judgement';
import { History } from './history';
import { cordon } from './nodes';
import { isStaying, type Pod, podsOf, podsPath } from './pods';

/**
 * Drains a node as kubectl does: closes it, evicts all its pods at once, and asks again where a budget does not allow
 * it yet; at the end it is open again. A pod that is not gone in time is a finding, and so is a moment at which fewer
 * pods served than have to stay.
 * @param staying how many pods have to serve at every moment
 * @param patience how long the drain may take, in milliseconds
 */
export async function judgeDrain(
  client: Client,
  namespace: string,
  node: string,
  { staying, patience = 20_000 }: { readonly staying: number; readonly patience?: number },
): Promise<Judgement> {
  const history = await History.begin(client, namespace);
  await cordon(client, node);
  const { pods } = await podsOf(client, namespace);
  const deadline = Date.now() + patience;
  const evicted = pods.filter((pod) => isStaying(pod) && pod.spec.nodeName === node);
  const evictions = await Promise.all(evicted.map((pod) => evict(client, namespace, pod, deadline)));
  await cordon(client, node, false);
  const fewest = await history.fewestServing();
  const blocked = evictions.flatMap(({ blockedBy }) => blockedBy ?? []);
  return {
    findings: [
      ...blocked.map((message) => `the drain of ${node} does not proceed: ${message}`),
      ...(fewest < staying ? [`while ${node} is drained, ${fewest} pods of ${namespace} serve`] : []),
    ],
    counts: {
      'drains that proceeded': blocked.length === 0 ? 1 : 0,
      'pods evicted': evictions.length - blocked.length,
      'evictions that were put off': evictions.filter(({ putOff }) => putOff).length,
    },
  };
}

interface Eviction {
  /** Whether it was not allowed at first. */
  readonly putOff: boolean;
  /** What the last answer was, where the pod is still there. */
  readonly blockedBy?: string;
}

async function evict(client: Client, namespace: string, pod: Pod, deadline: number): Promise<Eviction> {
  const { name, uid } = pod.metadata;
  const path = `${podsPath(namespace)}/${name}`;
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  let putOff = false;
  let last = 'nothing is answered';
  while (Date.now() < deadline) {
    const { status, body: there } = await client.request<Partial<Pod>>('GET', path);
    if (status === 404 || there.metadata?.uid !== uid) return { putOff };
    if (there.metadata.deletionTimestamp === undefined) {
      const answer = await client.request('POST', `${path}/eviction`, { body });
      last = `${answer.status} ${answer.body.message}`;
      putOff ||= answer.status >= 300;
      if (answer.status >= 300 && ![404, 409, 429].includes(answer.status)) break;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { putOff, blockedBy: `${name}: ${last}` };
}
