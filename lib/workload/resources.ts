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
  /**
   * Storage of the node in bytes, for logs, the writable layer and `emptyDir` volumes: `'1Gi'`.
   * @default - none
   */
  readonly ephemeralStorage?: QuantityLike;
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

/** What amounts are called in a manifest, where it is not as their prop. */
const NAMES: Readonly<Record<string, string>> = { ephemeralStorage: 'ephemeral-storage' };

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

/**
 * Parses amounts into canonical form, by the names that manifests have for them.
 * @param parse makes a quantity of one; by default memory and storage are whole bytes
 * @throws PlatformError for an invalid or negative quantity
 */
export function parseAmounts(
  prop: string,
  amounts?: ComputeAmounts,
  parse: (name: string, amount: QuantityLike) => Quantity = parseAmount,
): Readonly<Record<string, string>> | undefined {
  if (!amounts) return undefined;
  const parsed: Record<string, string> = {};
  for (const [name, amount] of Object.entries(
    amounts as Readonly<Record<string, QuantityLike | undefined>>,
  )) {
    if (amount === undefined) continue;
    parsed[NAMES[name] ?? name] = inProp(`${prop}.${name}`, () => {
      const quantity = parse(name, amount);
      if (!quantity.isNegative) return quantity.roundUp().toString();
      throw new PlatformError({ problem: 'is negative', given: String(amount), allowed: 'zero or more' });
    });
  }
  return parsed;
}

function parseAmount(name: string, amount: QuantityLike): Quantity {
  return name === 'memory' || name === 'ephemeralStorage' ? parseBytes(amount) : Quantity.of(amount);
}
