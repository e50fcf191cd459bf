import type { PodContainer } from '../../core/pod-template';
import { Quantity } from '../../core/values/quantity';
import { type Amounts, effectiveResources, type Resources } from '../limits/limit-ranges';

const ZERO = Quantity.of(0);

/** What a pod has when it is admitted, by what its containers have together. */
export function podResources(containers: readonly PodContainer[], defaults: Resources): Resources {
  const all = containers.map(({ role, container }) => ({ role, ...effectiveResources(container, defaults) }));
  const together = (kind: keyof Resources): Amounts => {
    const names = new Set(all.flatMap((container) => Object.keys(container[kind])));
    return Object.fromEntries(
      [...names].map((name) => [
        name,
        podAmount(all.map((container) => ({ role: container.role, amount: container[kind][name] ?? ZERO }))),
      ]),
    );
  };
  return { requests: together('requests'), limits: together('limits') };
}

/**
 * What a pod counts for: its containers and native sidecars together, or the largest init container with the
 * sidecars that run by then, whichever is more. Source: KEP-753, "Resources calculation for scheduling and pod
 * admission".
 */
function podAmount(
  containers: readonly { readonly role: PodContainer['role']; readonly amount: Quantity }[],
): Quantity {
  let running = ZERO;
  let most = ZERO;
  for (const { role, amount } of containers) {
    const together = running.add(amount);
    if (role !== 'init') running = together;
    if (together.compare(most) > 0) most = together;
  }
  return most;
}
