import type { Client } from '../../bed/client';
import { isServing, type Pod, podsOf, podsPath } from './pods';

interface Event {
  readonly type: string;
  readonly object: Pod;
}

/** Every state that the pods of a namespace are in from now on: nothing happens between two looks at them. */
export class History {
  private constructor(
    private readonly client: Client,
    private readonly namespace: string,
    private readonly pods: readonly Pod[],
    private readonly resourceVersion: string,
  ) {}

  /** Begins. */
  static async begin(client: Client, namespace: string): Promise<History> {
    const { pods, resourceVersion } = await podsOf(client, namespace);
    return new History(client, namespace, pods, resourceVersion);
  }

  /** The fewest pods that served at any moment until now. */
  async fewestServing(): Promise<number> {
    const serving = new Set(this.pods.filter(isServing).map(({ metadata }) => metadata.uid));
    let fewest = serving.size;
    for (const { type, object } of await this.events()) {
      if (type !== 'DELETED' && isServing(object)) serving.add(object.metadata.uid);
      else serving.delete(object.metadata.uid);
      fewest = Math.min(fewest, serving.size);
    }
    return fewest;
  }

  /** The API server tells again what has happened since a version: one line of JSON each. */
  private async events(): Promise<readonly Event[]> {
    const { body } = await this.client.request<{ readonly message?: string } | Event>(
      'GET',
      podsPath(this.namespace),
      { query: { watch: 'true', resourceVersion: this.resourceVersion, timeoutSeconds: '1' } },
    );
    if ('type' in body) return [body];
    const lines = (body.message ?? '').split('\n').filter(Boolean);
    const events = lines.map((line) => JSON.parse(line) as Event);
    const lost = events.find(({ type }) => type === 'ERROR');
    if (lost) throw new Error(`the pods of ${this.namespace} were lost sight of: ${JSON.stringify(lost)}`);
    return events;
  }
}
