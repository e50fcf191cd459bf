import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { type ApiResource, emit, type KubeMetadata, KubeObject, lazy, SYNC_WAVE, Wave } from '../../lib/core';
import { definitionOf } from '../support/definition';
import { configMap, manifestOf, messageOf, newApp, newChart } from './support';

const WIDGET: ApiResource = {
  group: 'example.com',
  version: 'v1',
  kind: 'Widget',
  plural: 'widgets',
  namespaced: true,
  names: 'dns-subdomain',
};

const WIDGETS = definitionOf('Widget');

const settings = (scope: Construct, metadata: Partial<KubeMetadata> = {}): KubeObject =>
  emit(scope, 'Settings', 'v1/ConfigMap', { name: 'settings', ...metadata }, { data: { a: '1' } });

describe('an object that the library emits', () => {
  it('has the apiVersion of its kind, its name, its namespace and a label that says who manages it', () => {
    const chart = newChart('shop');
    settings(chart);
    expect(manifestOf(chart, 'ConfigMap')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'settings',
        namespace: 'shop',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-platform' },
      },
      data: { a: '1' },
    });
  });

  it('has the labels and annotations that it is given beside its own', () => {
    const chart = newChart();
    const metadata = {
      name: 'r',
      labels: { tier: 'gold' },
      annotations: { 'example.com/note': 'a note: any text' },
    };
    emit(chart, 'Role', 'rbac.authorization.k8s.io/Role', metadata, { rules: [] });
    expect(manifestOf(chart, 'Role').metadata).toMatchObject({
      labels: { 'app.kubernetes.io/managed-by': 'cdk8s-platform', tier: 'gold' },
      annotations: { 'example.com/note': 'a note: any text', [SYNC_WAVE]: '-10' },
    });
  });

  it('is in the namespace that it is told', () => {
    const chart = newChart('shop');
    settings(chart, { namespace: 'other' });
    expect(manifestOf(chart, 'ConfigMap').metadata.namespace).toBe('other');
  });

  it.each(['shop', undefined])(
    'has no namespace when it is cluster-scoped, in a chart with namespace %j',
    (namespace) => {
      const chart = new Chart(newApp(), 'chart', { namespace });
      const metadata = { name: 'reader', namespace: 'ignored' };
      emit(chart, 'Role', 'rbac.authorization.k8s.io/ClusterRole', metadata, { rules: [] });
      expect(manifestOf(chart, 'ClusterRole').metadata).not.toHaveProperty('namespace');
      expect(Testing.synth(chart)).toEqual([manifestOf(chart, 'ClusterRole')]);
    },
  );

  it('must have a namespace when it is not', () => {
    const chart = new Chart(newApp(), 'chart');
    expect(messageOf(() => settings(chart))).toContain('[chart] has no namespace');
  });

  it.each<[string, Partial<KubeMetadata>, string]>([
    ['a name', { name: 'No_Name' }, '[chart] name of ConfigMap is not a valid name; given: "No_Name"'],
    ['a namespace', { namespace: 'No_Name' }, '[chart] namespace is not a valid name; given: "No_Name"'],
    ['a label', { labels: { tier: '-' } }, '[chart] labels is not a label value; given: "-"'],
    ['an annotation', { annotations: { 'a b': '' } }, '[chart] annotations is not a label or annotation key'],
  ])('is refused with %s that is not valid', (_, metadata, message) => {
    expect(messageOf(() => settings(newChart(), metadata))).toContain(message);
  });

  it('waits with a part of its body until synth', () => {
    const chart = newChart();
    const data: Record<string, string> = {};
    emit(chart, 'Settings', 'v1/ConfigMap', { name: 'settings' }, { data: lazy(() => data) });
    data.late = 'yes';
    expect(manifestOf(chart, 'ConfigMap').data).toEqual({ late: 'yes' });
  });

  it('can be patched like any object of cdk8s', () => {
    const chart = newChart();
    settings(chart).addJsonPatch(JsonPatch.add('/immutable', true));
    expect(manifestOf(chart, 'ConfigMap')).toMatchObject({ immutable: true, data: { a: '1' } });
  });
});

describe('the delivery of an object', () => {
  const annotationsOf = (
    ...[scope, id, resource, metadata, body, options]: ConstructorParameters<typeof KubeObject>
  ) => {
    new KubeObject(scope, id, resource, metadata, body, options);
    return manifestOf(scope, resource.kind).metadata.annotations;
  };

  it('is in the wave of its kind, unless it is told another', () => {
    const chart = newChart();
    emit(chart, 'Web', 'apps/DaemonSet', { name: 'x' }, {});
    emit(chart, 'Late', 'v1/ConfigMap', { name: 'x' }, {}, { wave: Wave.WEBHOOKS });
    expect(manifestOf(chart, 'DaemonSet').metadata.annotations).toEqual({ [SYNC_WAVE]: '30' });
    expect(manifestOf(chart, 'ConfigMap').metadata.annotations).toEqual({ [SYNC_WAVE]: '10' });
  });

  it.each([
    ['v1/Namespace', 'data', {}],
    ['v1/PersistentVolumeClaim', 'data', {}],
    ['apiextensions.k8s.io/CustomResourceDefinition', 'widgets.example.com', { spec: WIDGETS.spec as never }],
  ] as const)('keeps a %s from being pruned', (kind, name, body) => {
    const chart = newChart();
    const { resource } = emit(chart, 'Data', kind, { name }, body);
    expect(manifestOf(chart, resource.kind).metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': expect.stringContaining('Prune=false'),
    });
  });

  it('protects no other kind, unless it is told to', () => {
    const chart = newChart();
    expect(settings(chart).metadata.toJson()).not.toHaveProperty('annotations');
    emit(chart, 'Claim', 'v1/PersistentVolumeClaim', { name: 'scratch' }, {}, { protect: false });
    emit(chart, 'Secrets', 'apps/StatefulSet', { name: 'db' }, {}, { protect: true });
    expect(manifestOf(chart, 'PersistentVolumeClaim').metadata.annotations).toEqual({ [SYNC_WAVE]: '30' });
    expect(manifestOf(chart, 'StatefulSet').metadata.annotations).toHaveProperty(
      ['helm.sh/resource-policy'],
      'keep',
    );
  });

  it('applies a definition on the server, where its size does not matter', () => {
    const chart = newChart();
    const { metadata, spec } = WIDGETS;
    const name = metadata.name as string;
    emit(
      chart,
      'Widgets',
      'apiextensions.k8s.io/CustomResourceDefinition',
      { name },
      { spec: spec as never },
    );
    expect(manifestOf(chart, 'CustomResourceDefinition').metadata.annotations).toHaveProperty(
      ['argocd.argoproj.io/sync-options'],
      'Delete=false,Prune=false,ServerSideApply=true',
    );
  });

  it('of a custom resource may come before that of its kind', () => {
    const annotations = annotationsOf(newChart(), 'Widget', WIDGET, { name: 'w' }, {}, { custom: true });
    expect(annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' });
  });

  it('is as the annotations of the object say, where they speak of it', () => {
    const metadata = { name: 'w', annotations: { [SYNC_WAVE]: '7' } };
    expect(annotationsOf(newChart(), 'Widget', WIDGET, metadata, {}, { wave: Wave.WORKLOADS })).toEqual({
      [SYNC_WAVE]: '7',
    });
  });
});

describe('an instance of KubeObject', () => {
  it('is told from other objects of cdk8s', () => {
    const chart = newChart();
    expect(settings(chart)).toBeInstanceOf(KubeObject);
    expect(settings(new Construct(chart, 'a'))).toBeInstanceOf(ApiObject);
    expect(configMap(chart, 'plain')).not.toBeInstanceOf(KubeObject);
  });
});
