import type { Client } from '../../bed/client';
import { nodesOf } from './nodes';
import { isServing, isStaying, type Pod, podsOf, podsPath } from './pods';
import { choose } from './scheduler';

/** How long a pod takes to start; a drain that does not wait for one gets ahead of it. */
const STARTING = 150;

/** Does what schedulers and kubelets do, for the pods of a namespace, until it is ended. */
export class World {
  private going = true;
  private readonly seen = new Map<string, number>();
  private readonly ended: Promise<void>;

  constructor(
    private readonly client: Client,
    private readonly namespace: string,
  ) {
    this.ended = this.run();
    // Told by end(), for whoever waits for it.
    this.ended.catch(() => undefined);
  }

  /** Waits until a number of pods serve, and no other is there. */
  async serving(count: number): Promise<void> {
    await this.client.until(`${count} pods of ${this.namespace} serve`, async () => {
      const { pods } = await podsOf(this.client, this.namespace);
      return (pods.length === count && pods.every(isServing)) || undefined;
    });
  }

  /** Ends it; fails for what went wrong in it. */
  async end(): Promise<void> {
    this.going = false;
    await this.ended;
  }

  private async run(): Promise<void> {
    while (this.going) {
      const { pods } = await podsOf(this.client, this.namespace);
      // One after the other: where a pod goes depends on where the last one went.
      if (pods.some((pod) => isStaying(pod) && !pod.spec.nodeName)) await this.schedule(pods);
      await Promise.all(pods.filter((pod) => pod.spec.nodeName).map((pod) => this.keep(pod)));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  private async schedule(pods: readonly Pod[]): Promise<void> {
    const nodes = await nodesOf(this.client);
    const placed = [...pods];
    for (const [index, pod] of pods.entries()) {
      if (!isStaying(pod) || pod.spec.nodeName) continue;
      const node = choose(pod, placed, nodes);
      if (!node) continue;
      const body = {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name: pod.metadata.name },
        target: { apiVersion: 'v1', kind: 'Node', name: node.name },
      };
      await this.client.request('POST', `${this.pathOf(pod)}/binding`, { body });
      placed[index] = { ...pod, spec: { ...pod.spec, nodeName: node.name } };
    }
  }

  /** Starts a pod, or, once it is deleted, says that it has ended. */
  private async keep(pod: Pod): Promise<void> {
    const { uid } = pod.metadata;
    if (!isStaying(pod)) {
      const body = { gracePeriodSeconds: 0, preconditions: { uid } };
      await this.client.request('DELETE', this.pathOf(pod), { body });
      return;
    }
    const since = this.seen.get(uid) ?? Date.now();
    this.seen.set(uid, since);
    if (isServing(pod) || Date.now() - since < STARTING) return;
    const conditions = ['Initialized', 'ContainersReady', 'Ready'].map((type) => ({
      type,
      status: 'True',
      lastTransitionTime: new Date().toISOString(),
    }));
    await this.client.request('PATCH', `${this.pathOf(pod)}/status`, {
      contentType: 'application/strategic-merge-patch+json',
      body: { metadata: { uid }, status: { phase: 'Running', conditions } },
    });
  }

  private pathOf({ metadata }: Pod): string {
    return `${podsPath(this.namespace)}/${metadata.name}`;
  }
}
