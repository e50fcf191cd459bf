import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { type Judgement, nameOf } from './judgement';

interface Managed {
  readonly managedFields?: readonly { readonly manager: string }[];
}

/** As whom the client applies. */
const FIELD_MANAGER = 'cdk8s-platform';

/**
 * Applies objects that are applied already: each that is written again is a finding.
 *
 * The server notes when a manager last wrote, in whole seconds, and leaves the note alone where nothing is to be
 * written. So this waits for the next second; and it does not ask for the resource version, which controllers change
 * as well.
 */
export async function judgeSecondApply(client: Client, objects: readonly Manifest[]): Promise<Judgement> {
  const before: string[] = [];
  for (const object of objects) before.push(noteOf((await client.get(object)).body));
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const findings: string[] = [];
  for (const [index, object] of objects.entries()) {
    const { body } = await client.apply(object);
    if (noteOf(body) !== before[index]) findings.push(`${nameOf(object)} is written again`);
  }
  return { findings, counts: { 'written again': findings.length } };
}

function noteOf({ metadata }: Manifest): string {
  const { managedFields = [] } = metadata as Managed;
  return JSON.stringify(managedFields.find(({ manager }) => manager === FIELD_MANAGER) ?? 'none');
}
