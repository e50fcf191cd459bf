/** Where the sequence of cases begins: the same seed, the same cases. */
export const SEED = numberOf('CDK8S_PLATFORM_SEED', 20_261_121);

/** How many cases each construct has on each version of Kubernetes. */
export const CASES = numberOf('CDK8S_PLATFORM_CASES', 1000);

function numberOf(name: string, fallback: number): number {
  const value = Number(process.env[name] ?? fallback);
  if (Number.isSafeInteger(value)) return value;
  throw new Error(`${name} is not an integer: ${process.env[name]}`);
}
