import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { type Judgement, nameOf } from './judgement';

/**
 * Reads objects back: each field that differs from what was written, as Argo CD would see it, is a finding. Every field
 * that we own has to be there with our value, in our form. Fields that others own, such as defaults, are no drift.
 */
export async function judgeDrift(client: Client, objects: readonly Manifest[]): Promise<Judgement> {
  const findings: string[] = [];
  let drifted = 0;
  for (const object of objects) {
    const found = differences(object, (await client.get(object)).body, '');
    findings.push(...found.map((difference) => `${nameOf(object)}${difference}`));
    if (found.length > 0) drifted += 1;
  }
  return { findings, counts: { drifted } };
}

/** The fields that are stored otherwise than they were written. */
export function differences(written: unknown, stored: unknown, path: string): readonly string[] {
  if (Array.isArray(written)) {
    if (!Array.isArray(stored) || stored.length !== written.length)
      return [`${path}: ${show(stored)} for ${show(written)}`];
    return written.flatMap((item, index) => differences(item, stored[index], `${path}[${index}]`));
  }
  if (typeof written === 'object' && written !== null) {
    return Object.entries(written).flatMap(([key, value]) =>
      differences(value, (stored as Record<string, unknown> | undefined)?.[key], `${path}.${key}`),
    );
  }
  return written === stored ? [] : [`${path}: ${show(stored)} for ${show(written)}`];
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
