import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  CERT_MANAGER,
  Cluster,
  type ClusterProps,
  Kind,
  type Manifest,
  Operator,
  type OperatorProps,
  OperatorScope,
  type OperatorWebhooks,
  PlatformApp,
  PostgreSQL,
  WebhookCertificates,
  z,
} from '../../../lib';
import { CLUSTER } from '../../support/world';

const OLD_SPEC = z.strictObject({ servers: z.int().min(1).describe('Number of servers.') });

/** A kind of two versions, of which neither takes the objects of the other. */
export const CACHE = new Kind({
  group: 'caching.example.com',
  kind: 'Cache',
  plural: 'caches',
  description: 'A cache in memory.',
  spec: z.strictObject({ replicas: z.int().min(1).describe('Number of servers.') }),
  otherVersions: [{ version: 'v1beta1', spec: OLD_SPEC }],
});

/** One webhook that validates, by cert-manager. */
export const VALIDATING: OperatorWebhooks = {
  certificates: WebhookCertificates.certManager(),
  validating: [{ for: PostgreSQL }],
};

/** An operator with webhooks. */
export function operatorWith(
  scope: Construct,
  webhooks: OperatorWebhooks | undefined = VALIDATING,
  props: Partial<OperatorProps> = {},
  id = 'op',
): Operator {
  return new Operator(scope, id, {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    webhooks,
    ...props,
  });
}

/**
 * Renders and checks what is declared, on a cluster with cert-manager.
 * @throws SynthesisError for what checks find
 */
export function rendered(
  declare: (chart: Chart) => void,
  props: Partial<ClusterProps> = {},
): readonly Manifest[] {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, installed: [CERT_MANAGER], ...props }) });
  declare(new Chart(app, 'chart'));
  return app.units().flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
}
