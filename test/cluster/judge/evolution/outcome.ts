import type { Answer } from '../../bed/client';

/** An answer in a few words. */
export function describe({ status, body }: Answer): string {
  return `${status} ${(body.message ?? JSON.stringify(body.spec ?? body)).slice(0, 300)}`;
}

/** Whether a value holds what is expected, beside other fields; `undefined` is expected of a field that is not there. */
export function isWithin(expected: unknown, value: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === value;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(expected) && expected.length !== (value as readonly unknown[]).length) return false;
  return Object.entries(expected).every(([key, part]) =>
    isWithin(part, (value as Record<string, unknown>)[key]),
  );
}
