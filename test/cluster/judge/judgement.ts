import type { Manifest } from '../../../lib';

/** What was found when something was judged. */
export interface Judgement {
  /** What is wrong, a line each; empty where nothing is. */
  readonly findings: readonly string[];
  /** How many of what were seen, for the report. */
  readonly counts: Readonly<Record<string, number>>;
}

/** How findings name an object: `Service alpha/shop`. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/**
 * Asks again while there are findings, and returns the last: a server's caches and controllers come after what was
 * written.
 * @param patience in milliseconds
 */
export async function settled<T extends { readonly findings: readonly string[] }>(
  patience: number,
  ask: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const last = await ask();
    if (last.findings.length === 0 || Date.now() > deadline) return last;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
