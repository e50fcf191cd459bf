import { addCheck } from '../core/check';
import { at } from '../core/errors';
import { emit } from '../core/kube-object';
import type { Namespace } from '../core/namespace';
import type { Kind } from '../kind/kind';
import type { Hard } from './budget/budget';
import { quantityCheck } from './budget/quantity-check';
import { quotaCheck } from './budget/quota-check';
import { FROZEN, freeze } from './cordon';
import { LOCKED } from './labels';
import { limitCheck } from './limits/limit-check';
import { type LimitProps, renderLimits } from './limits/limit-range';

/** How much a namespace may use, and each container, pod and claim in it. */
export interface QuotaAndLimitsProps extends LimitProps {
  /** What the namespace may use. */
  readonly hard: Hard;
  /** Custom kinds that are known beside those that the app defines. */
  readonly kinds: readonly Kind[];
  /** Whether nothing new may start. */
  readonly cordoned: boolean;
}

/** Emits the quota and the limits of a namespace, and proves at the end of synth that what runs in it fits. */
export function emitQuotaAndLimits(namespace: Namespace, props: QuotaAndLimitsProps): void {
  const { hard, cordoned } = props;
  const limits = at(namespace, undefined, () => renderLimits(props, hard));
  const spec = { hard: cordoned ? freeze(hard) : hard };
  emit(namespace, 'ResourceQuota', 'v1/ResourceQuota', { name: 'tenant-quota', labels: LOCKED }, { spec });
  emit(
    namespace,
    'LimitRange',
    'v1/LimitRange',
    { name: 'tenant-limits', labels: LOCKED },
    { spec: { limits } },
  );
  const { name } = namespace;
  const kinds = props.kinds.map(({ resource }) => resource);
  addCheck(namespace, quantityCheck(name));
  addCheck(namespace, limitCheck(name));
  addCheck(
    namespace,
    quotaCheck({ scope: namespace, namespace: name, kinds, frozen: cordoned ? FROZEN : new Set() }),
  );
}
