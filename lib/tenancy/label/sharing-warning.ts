import type { IConstruct } from 'constructs';
import type { Check } from '../../core/check';
import { pathOf } from '../../core/errors';

/** Says at each synth what tenants that share a namespace are not kept from. */
export function sharingWarning(scope: IConstruct, tenants: readonly string[]): Check {
  return () =>
    tenants.length < 2
      ? []
      : [
          {
            path: pathOf(scope),
            prop: 'tenants',
            problem:
              'share a namespace, where labels keep packets apart and little else: one quota is for all, ' +
              'whoever creates a pod in it can read all of its Secrets and run as any of its accounts, ' +
              'and pods that operators make carry no label of a tenant',
            given: tenants,
            fix: 'give each tenant a Tenant with namespaces of its own, unless they trust each other',
            severity: 'warning',
          },
        ];
}
