import { Chart } from 'cdk8s';
import { Cluster, type Manifest, Operator, OperatorScope, PlatformApp } from '../../../../lib';
import { CLUSTER } from '../../../support/world';
import { inOrder } from '../order';

/** An operator with some replicas, in a namespace of its own name. */
export function operatorOf(name: string, replicas: number, kubernetes: string): readonly Manifest[] {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, kubernetes }) });
  new Operator(new Chart(app, name), name, {
    image: 'ghcr.io/acme/operator:1.0.0',
    scope: OperatorScope.cluster(),
    controllers: [{ for: 'v1/ConfigMap' }],
    replicas,
  });
  return inOrder(app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest)));
}
