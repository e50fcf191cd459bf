import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, type ClusterProps, type Manifest, PlatformApp } from '../../lib';

/** A cluster of which everything is stated. */
export const CLUSTER = {
  kubernetes: '1.36',
  apiServer: { cidrs: ['10.0.0.1/32'] },
  ingress: { namespace: 'ingress-nginx' },
  monitoring: { namespace: 'monitoring' },
} satisfies ClusterProps;

/** Renders and checks what is declared in a chart named `chart`, without writing anything. */
export function rendered(
  declare: (chart: Chart, app: Construct) => void,
  facts: Partial<ClusterProps> = {},
): readonly Manifest[] {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, ...facts }) });
  declare(new Chart(app, 'chart'), app);
  return app.units().flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
}

/** The one object of a kind, and of a name where there are several. */
export function only<Spec = Record<string, unknown>>(
  manifests: readonly Manifest[],
  kind: string,
  name?: string,
): Manifest & { readonly spec: Spec } {
  const found = manifests.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name ?? ''}`);
  return found[0] as Manifest & { readonly spec: Spec };
}
