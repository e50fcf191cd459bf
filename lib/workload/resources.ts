import { inProp, PlatformError } from '../core/errors';
import { parseBytes } from '../core/values/bytes';
import { Quantity, type QuantityLike } from '../core/values/quantity';

/** Amounts of compute of one container. */
export interface ComputeAmounts {
  /**
   * CPU in cores: `'100m'`, `0.5`. What is finer than a thousandth is rounded up, as the API server does.
   * @default - none
   */
  readonly cpu?: QuantityLike;
  /**
   * Memory in bytes: `'128Mi'`.
   * @default - none
   */
  readonly memory?: QuantityLike;
}

/** What a container asks for and may use at most. */
export interface ComputeResources {
  /**
   * What the scheduler reserves.
   * @default - the defaults of the namespace's LimitRange, where there is one
   */
  readonly requests?: ComputeAmounts;
  /**
   * What it may use at most. A CPU limit throttles even on an idle node, so most workloads state memory alone.
   * @default - the defaults of the namespace's LimitRange, where there is one
   */
  readonly limits?: ComputeAmounts;
}

/** Resources as a container renders them: quantities in canonical form by the name of the resource. */
export interface ComputeResourcesSpec {
  /**
   * What the scheduler reserves.
   * @default - none
   */
  readonly requests?: Readonly<Record<string, string>>;
  /**
   * What the container may use at most.
   * @default - none
   */
  readonly limits?: Readonly<Record<string, string>>;
}

/**
 * Parses resources into canonical form.
 * @throws PlatformError for an invalid or negative quantity, and for a request over its limit
 */
export function parseResources(resources: ComputeResources): ComputeResourcesSpec {
  const requests = parseAmounts('requests', resources.requests);
  const limits = parseAmounts('limits', resources.limits);
  for (const [name, limit] of Object.entries(limits ?? {})) {
    const request = requests?.[name];
    if (request !== undefined && Quantity.of(request).compare(Quantity.of(limit)) > 0) {
      throw new PlatformError(
        { problem: 'is over the limit', given: request, allowed: `at most limits.${name}: ${limit}` },
        { prop: `requests.${name}` },
      );
    }
  }
  return { ...(requests && { requests }), ...(limits && { limits }) };
}

function parseAmounts(prop: string, amounts?: ComputeAmounts): Readonly<Record<string, string>> | undefined {
  if (!amounts) return undefined;
  const parsed: Record<string, string> = {};
  for (const [name, amount] of Object.entries(
    amounts as Readonly<Record<string, QuantityLike | undefined>>,
  )) {
    if (amount !== undefined) parsed[name] = parsePositive(`${prop}.${name}`, amount);
  }
  return parsed;
}

function parsePositive(prop: string, amount: QuantityLike): string {
  return inProp(prop, () => {
    const quantity = prop.endsWith('.memory') ? parseBytes(amount) : Quantity.of(amount);
    if (!quantity.isNegative) return quantity.roundUp().toString();
    throw new PlatformError({ problem: 'is negative', given: String(amount), allowed: 'zero or more' });
  });
}
