import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { GuardRails, type Operator, Subject } from '../../lib';

/** What holds the members of all tenants, and whatever they deliver, to what the platform allows. */
export function addGuardRails(
  app: Construct,
  delivery: { readonly namespace: string; readonly name: string },
  operator: Operator,
): GuardRails {
  return new GuardRails(new Chart(app, 'guard-rails'), 'guard-rails', {
    // Whoever applies by hand what Argo CD would is in `system:masters`, or in this group of the identity provider.
    administrators: [Subject.serviceAccount(delivery), Subject.group('platform-admins')],
    // It keeps network policies of the databases of tenants. What it runs there is held to their bounds.
    operators: [Subject.serviceAccount({ namespace: operator.namespace, name: operator.name })],
    // Tenants send logs to Loki, which is there.
    sharedNamespaces: ['monitoring'],
  });
}
