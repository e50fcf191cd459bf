import { createHash } from 'node:crypto';
import type { Manifest } from '../../../../lib';
import type { Answer, Client } from '../../bed/client';
import { differences } from '../../judge/drift';
import type { Taken } from './taken';

/** Asks an API server, by dry run, what it thinks of objects; of equal ones it asks once. */
export class DryRun {
  private readonly answers = new Map<string, Promise<readonly string[]>>();
  private requests = 0;
  private known = 0;

  /** @param taken what it took before; by default nothing that is known of */
  constructor(
    private readonly client: Client,
    private readonly taken?: Taken,
  ) {}

  /** How many objects were sent. */
  get sent(): number {
    return this.requests;
  }

  /** How many were not sent, as the same program took them in an earlier run. */
  get remembered(): number {
    return this.known;
  }

  /** What it refuses of an object, warns of, or would store otherwise; empty when it takes it as it is. */
  complaints(object: Manifest): Promise<readonly string[]> {
    const key = createHash('sha1').update(JSON.stringify(object)).digest('base64');
    const known = this.answers.get(key);
    if (known) return known;
    const asked = this.taken?.has(key) ? this.remember() : this.ask(object, key);
    this.answers.set(key, asked);
    return asked;
  }

  private remember(): Promise<readonly string[]> {
    this.known += 1;
    return Promise.resolve([]);
  }

  private async ask(object: Manifest, key: string): Promise<readonly string[]> {
    this.requests += 1;
    const { status, body, warnings } = await this.send(object);
    const complaints = [
      ...(status >= 300 ? [`${object.kind} refused: ${status} ${body.message}`] : []),
      ...warnings.map((warning) => `${object.kind} warned of: ${warning}`),
      ...(status < 300 ? drift(object, body) : []),
    ];
    if (complaints.length === 0) this.taken?.add(key);
    return complaints;
  }

  /**
   * Sends an object as it gets there: what we write is applied, pods are created by their controllers. To apply a pod, whose
   * template has been applied already, costs the server twice as much.
   */
  private send(object: Manifest): Promise<Answer> {
    if (object.kind === 'Pod') return this.client.create(object, { dryRun: 'All' });
    return this.client.apply(object, { dryRun: 'All', force: 'true' });
  }
}

/** Nobody writes pods, so that what admission makes of one is no drift. */
function drift(written: Manifest, stored: Manifest): readonly string[] {
  if (written.kind === 'Pod') return [];
  return differences(written, stored, '').map((difference) => `${written.kind} drifts: ${difference}`);
}
