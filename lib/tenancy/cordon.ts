import type { Hard } from './budget/budget';

/** What a cordoned namespace gets nothing more of. What exists stays. */
export const FROZEN: ReadonlySet<string> = new Set(['count/jobs.batch', 'persistentvolumeclaims', 'pods']);

/**
 * The quota of a cordoned namespace. A quota refuses what is created beyond it and leaves alone what is there: pods go
 * on running, and none takes the place of one that ends.
 */
export function freeze(hard: Hard): Hard {
  return { ...hard, ...Object.fromEntries([...FROZEN].map((resource) => [resource, '0'])) };
}
