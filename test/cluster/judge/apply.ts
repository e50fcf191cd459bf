import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { type Judgement, nameOf } from './judgement';
import { prepare } from './prepare';
import { ready } from './ready';

/** Applies objects in their order: each that is refused, and each warning, is a finding. */
export async function judgeApply(client: Client, objects: readonly Manifest[]): Promise<Judgement> {
  const refused: string[] = [];
  const warned: string[] = [];
  for (const object of objects) {
    const { status, body, warnings } = await client.apply(object);
    if (status >= 300) refused.push(`${nameOf(object)} is refused: ${status} ${body.message}`);
    else await ready(client, object);
    warned.push(...warnings.map((warning) => `${nameOf(object)} is warned of: ${warning}`));
  }
  return {
    findings: [...refused, ...warned],
    counts: { applied: objects.length - refused.length, refused: refused.length, warned: warned.length },
  };
}

/**
 * Makes sure that objects are there, whoever else applies them at the same time: by server-side apply, twice is as
 * good as once.
 * @throws Error when one is refused
 */
export async function apply(client: Client, objects: readonly Manifest[]): Promise<void> {
  await prepare(client);
  const { findings } = await judgeApply(client, objects);
  if (findings.length > 0) throw new Error(findings.join('\n'));
}
