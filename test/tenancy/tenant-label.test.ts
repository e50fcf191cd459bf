import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Cluster, PlatformApp, Tenant } from '../../lib';

const BUDGET = { cpu: 1, memory: '1Gi', pods: 10 };
const LABEL = 'cdk8s-platform/tenant';

function said(declare: (chart: Chart, alpha: Tenant) => void): () => unknown {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.34' }) });
  const chart = new Chart(app, 'chart');
  declare(chart, new Tenant(chart, 'alpha', { budget: BUDGET }));
  return () => app.units();
}

test.each(['alpha', 'gamma'])(
  'a namespace that says it is of tenant %s, and that no Tenant has, is refused',
  (tenant) => {
    const units = said((chart) => {
      new ApiObject(chart, 'sneak', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'sneak', labels: { [LABEL]: tenant } },
      });
    });
    expect(units).toThrow(
      `[chart/sneak] metadata.labels["${LABEL}"] says that the namespace is of a tenant, and no Tenant has it; given: "${tenant}"`,
    );
  },
);

test.each([
  ['another', JsonPatch.add('/metadata/labels/cdk8s-platform~1tenant', 'beta')],
  ['none', JsonPatch.remove('/metadata/labels/cdk8s-platform~1tenant')],
])('a namespace of a tenant that was made to say that it is of %s is refused', (_, patch) => {
  const units = said((_chart, alpha) => {
    ApiObject.of(alpha.namespace().node.findChild('Namespace')).addJsonPatch(patch);
  });
  expect(units).toThrow('is to be of tenant alpha, to which the namespace belongs');
});
