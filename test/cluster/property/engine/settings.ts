/**
 * Reads a setting from the environment.
 * @param min the least that it may be
 * @throws Error for what is no integer, nothing at all among that, and for less
 */
export function setting(name: string, fallback: number, min = Number.MIN_SAFE_INTEGER): number {
  const text = process.env[name] ?? String(fallback);
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
  throw new Error(`${name} is ${JSON.stringify(text)}; allowed: an integer of at least ${min}`);
}

/** Where the sequence of cases begins: the same seed, the same cases. */
export const SEED = setting('CDK8S_PLATFORM_SEED', 20_261_121);

/** Which case of the sequence is the first that is drawn. */
export const FIRST = setting('CDK8S_PLATFORM_FIRST', 0, 0);

/** How many cases that synth accepts each construct has on each version of Kubernetes. */
export const CASES = setting('CDK8S_PLATFORM_CASES', 1000, 1);
