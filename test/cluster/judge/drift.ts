import type { Manifest } from '../../../lib';

/**
 * Where an object that was read back differs from what was written, as Argo CD would see it: every field that we own is
 * there with our value, in our form. Fields that others own, such as defaults, are no drift.
 */
export function drift(written: Manifest, stored: Manifest): readonly string[] {
  return differences(written, stored, '');
}

function differences(written: unknown, stored: unknown, path: string): readonly string[] {
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
