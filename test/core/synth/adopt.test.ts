import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { PostgreSql } from '../../../imports/database.example.com';
import { Cluster, CustomResourceDefinition, type Manifest, PlatformApp, PostgreSQL } from '../../../lib';

function rendered(declare: (chart: Chart) => void): readonly Manifest[] {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  declare(new Chart(app, 'chart', { namespace: 'home' }));
  return app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

const annotationsOf = (manifests: readonly Manifest[], kind: string): object | undefined =>
  manifests.find((manifest) => manifest.kind === kind)?.metadata.annotations;

const KEPT = {
  'argocd.argoproj.io/sync-options': expect.stringContaining('Delete=false,Prune=false'),
  'helm.sh/resource-policy': 'keep',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

test('an object of cdk8s-plus gets the wave of its kind', () => {
  const manifests = rendered((chart) => {
    new kplus.Deployment(chart, 'd', { containers: [{ image: 'a:1', portNumber: 80 }] });
    new kplus.ConfigMap(chart, 'c', { data: { a: 'b' } });
  });
  expect(annotationsOf(manifests, 'Deployment')).toEqual({ 'argocd.argoproj.io/sync-wave': '30' });
  expect(annotationsOf(manifests, 'ConfigMap')).toBeUndefined();
});

test('a claim of cdk8s-plus is never pruned', () => {
  const manifests = rendered((chart) => void new kplus.PersistentVolumeClaim(chart, 'data'));
  expect(annotationsOf(manifests, 'PersistentVolumeClaim')).toMatchObject(KEPT);
});

test('an object of generated bindings is never pruned where the definition of its kind says that it holds data', () => {
  const database = (chart: Chart): void =>
    void new PostgreSql(chart, 'd', { spec: { version: '15', storage: '1Gi' } as never });
  const defined = rendered((chart) => {
    database(chart);
    new CustomResourceDefinition(chart, 'kind', { kind: PostgreSQL });
  });
  expect(annotationsOf(defined, 'PostgreSQL')).toMatchObject({
    ...KEPT,
    'argocd.argoproj.io/sync-wave': '20',
  });
  expect(annotationsOf(rendered(database), 'PostgreSQL')).not.toHaveProperty('helm.sh/resource-policy');
});

test('what an object states itself is left as it is', () => {
  const stated = {
    'argocd.argoproj.io/sync-wave': '-5',
    'argocd.argoproj.io/sync-options': 'Prune=confirm',
    'helm.sh/resource-policy': 'none',
  };
  const manifests = rendered((chart) => {
    new ApiObject(chart, 'data', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', annotations: stated },
      spec: {},
    });
  });
  expect(annotationsOf(manifests, 'PersistentVolumeClaim')).toMatchObject(stated);
});
