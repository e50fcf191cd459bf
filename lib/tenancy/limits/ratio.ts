import type { Quantity } from '../../core/values/quantity';

/**
 * How many times a request its limit is, as the API server computes it: from thousandths, in floating point. Without a
 * bound where nothing is requested.
 * Source: limitRequestRatioConstraint in k8s.io/kubernetes, plugin/pkg/admission/limitranger/admission.go.
 */
export function ratioOf(limit: Quantity, request: Quantity): number {
  return milli(limit) / milli(request);
}

function milli(quantity: Quantity): number {
  return Math.round(quantity.toNumber() * 1000);
}
