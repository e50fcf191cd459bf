import type { Manifest } from '../../../lib';
import { type Client, FIELD_MANAGER } from '../bed/client';
import { type Judgement, nameOf, settled } from './judgement';

/** How long controllers may go on writing to what they keep, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Applies objects that are applied already: each whose resource version changes is a finding and, where others write as well,
 * each whose version goes on changing.
 */
export async function judgeSecondApply(client: Client, objects: readonly Manifest[]): Promise<Judgement> {
  const findings: string[] = [];
  for (const object of objects) {
    const first = await applied(client, object);
    // A controller may have written between the two looks, so that only what changes each time is changed by being applied.
    const isLast = first.findings.length === 0 || !(await others(client, object));
    const last = isLast ? first : await settled(PATIENCE, () => applied(client, object));
    findings.push(...last.findings);
  }
  return { findings, counts: { 'written again': findings.length } };
}

async function applied(client: Client, object: Manifest): Promise<{ readonly findings: readonly string[] }> {
  const before = versionOf((await client.get(object)).body);
  const after = versionOf((await client.apply(object)).body);
  return { findings: before === after ? [] : [`${nameOf(object)} is written again`] };
}

/** Whether anybody else writes to an object. */
async function others(client: Client, object: Manifest): Promise<boolean> {
  const { managedFields = [] } = (await client.get(object)).body.metadata as {
    readonly managedFields?: readonly { readonly manager: string }[];
  };
  return managedFields.some(({ manager }) => manager !== FIELD_MANAGER);
}

function versionOf({ metadata }: Manifest): unknown {
  return (metadata as { readonly resourceVersion?: string }).resourceVersion;
}
