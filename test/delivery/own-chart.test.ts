import { Chart } from 'cdk8s';
import { Namespace, PlatformApp } from '../../lib/core';
import { Cluster } from '../../lib/core/cluster';
import { ArgoCd } from '../../lib/delivery';

const delivery = new ArgoCd({ repoUrl: 'https://git.example.com/a.git' });
const cluster = new Cluster({ kubernetes: '1.36' });

test('a chart of the app that takes the id of the delivery is refused, not replaced', () => {
  const app = new PlatformApp({ cluster, delivery });
  new Namespace(new Chart(app, 'argocd'), 'mine');
  expect(() => app.units()).toThrow(/already has a construct "argocd"/);
});

test('units can be rendered again and again, with one delivery', () => {
  const app = new PlatformApp({ cluster, delivery });
  new Namespace(new Chart(app, 'team'), 'team');
  const paths = (): readonly string[] => app.units().map(({ path }) => path);
  expect(paths()).toEqual(['argocd', 'team']);
  expect(paths()).toEqual(['argocd', 'team']);
});
