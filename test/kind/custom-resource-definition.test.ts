import { App, Chart, Testing } from 'cdk8s';
import { PlatformApp } from '../../lib/core';
import { CustomResourceDefinition } from '../../lib/kind/custom-resource-definition';
import { SchemaValidator } from '../support/schema-validator';
import { WIDGET, Widget } from './widget';

test('the definition of a kind is emitted as it was reviewed', () => {
  const chart = new Chart(new App(), 'kinds');
  new CustomResourceDefinition(chart, 'widgets', { kind: Widget });
  expect(Testing.synth(chart)).toMatchSnapshot();
});

test.each(['1.28', '1.36'])('Kubernetes %s accepts the definition', (version) => {
  const chart = new Chart(new App(), 'kinds');
  const { object } = new CustomResourceDefinition(chart, 'widgets', {
    kind: WIDGET,
    labels: { team: 'toys' },
  });
  expect(new SchemaValidator(version).errors(object.toJson())).toEqual([]);
});

test('a definition is protected, applied on the server side, and before everything else', () => {
  const app = new PlatformApp();
  new CustomResourceDefinition(new Chart(app, 'kinds', { namespace: 'elsewhere' }), 'widgets', {
    kind: WIDGET,
  });
  const [object] = app.units()[0]?.objects ?? [];
  expect(object?.namespace).toBeUndefined();
  expect(object?.manifest.metadata.annotations).toMatchObject({
    'argocd.argoproj.io/sync-wave': '-30',
    'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false,ServerSideApply=true',
    'helm.sh/resource-policy': 'keep',
  });
});
