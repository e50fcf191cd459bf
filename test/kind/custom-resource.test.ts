import { ApiObject, App, Chart, JsonPatch, Yaml } from 'cdk8s';
import { z } from 'zod';
import { Cluster, PlatformApp } from '../../lib/core';
import { Namespace } from '../../lib/core/namespace';
import { CustomResource, type CustomResourceProps } from '../../lib/kind/custom-resource';
import { kind, WIDGET, Widget } from './widget';

type Props = CustomResourceProps<typeof WIDGET.spec>;

function widget(props: object = {}, id = 'one'): Widget {
  return new Widget(new Chart(new App(), 'shop', { namespace: 'shop' }), id, props as Props);
}

describe('a custom resource', () => {
  test('has the fields of its spec as props, and its defaults written out', () => {
    expect(widget({ enabled: true }).object.toJson()).toEqual({
      apiVersion: 'toys.example.com/v1',
      kind: 'Widget',
      metadata: {
        name: 'one',
        namespace: 'shop',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-platform' },
        annotations: {
          'argocd.argoproj.io/sync-wave': '20',
          'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
        },
      },
      spec: { enabled: true, size: 2 },
    });
  });

  test('keeps every null that its schema allows: without it, the API server would fill in a default', () => {
    const labelled = kind({
      spec: z.strictObject({
        size: z.int().nullable().default(2),
        sizes: z.array(z.int().nullable()),
        rest: z.looseObject({}),
      }),
    });
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const spec = { size: null, sizes: [1, null], rest: { deep: [{ none: null }] } };
    const { object } = new CustomResource(chart, 'one', labelled, spec);
    expect(object.toJson().spec).toEqual(spec);
    expect(Yaml.stringify(chart.toJson()[0])).toContain('size: null');
    object.addJsonPatch(JsonPatch.replace('/spec/size', 3), JsonPatch.remove('/spec/sizes/1'));
    expect(object.toJson().spec).toEqual({ ...spec, size: 3, sizes: [1] });
  });

  test('takes its name, namespace, labels and annotations from its metadata', () => {
    const { name, namespace, object } = widget({
      metadata: { name: 'two', namespace: 'lab', labels: { team: 'toys' }, annotations: { note: 'x' } },
    });
    expect([name, namespace]).toEqual(['two', 'lab']);
    expect(object.toJson().metadata).toMatchObject({
      name: 'two',
      namespace: 'lab',
      labels: { team: 'toys' },
      annotations: { note: 'x' },
    });
  });

  test('lives in the namespace that it is created in', () => {
    const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.34' }) });
    const namespace = new Namespace(new Chart(app, 'tenant'), 'alpha');
    expect(new Widget(namespace, 'one').namespace).toBe('alpha');
  });

  test('is found by cdk8s as the object of its construct', () => {
    const one = widget();
    expect(ApiObject.of(one)).toBe(one.object);
  });

  test('writes quantities in canonical form', () => {
    expect(widget({ memory: '1024Mi' }).spec.memory).toBe('1Gi');
    expect(widget({ memory: 5 }).spec.memory).toBe('5');
  });

  test('is kept from pruning when its kind holds data', () => {
    const holding = kind({ holdsData: true });
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    expect(new CustomResource(chart, 'one', holding, {}).object.toJson().metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false,SkipDryRunOnMissingResource=true',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  test('has no namespace when its kind is cluster-scoped', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const global = kind({ namespaced: false });
    const one = new CustomResource(chart, 'one', global, {});
    expect(one.namespace).toBe('');
    expect(one.object.toJson().metadata.namespace).toBeUndefined();
    expect(() => new CustomResource(chart, 'two', global, { metadata: { namespace: 'shop' } })).toThrow(
      '[shop/two] metadata.namespace is set, but Toy is cluster-scoped; given: "shop"',
    );
  });
});

describe('a wrong prop is refused with its path, its value and what is allowed', () => {
  test.each<[string, object, string]>([
    [
      'an unknown field',
      { colour: 'red' },
      '[shop/one] colour is not a field; given: "red"; allowed: enabled, labels, memory, parts, size, until',
    ],
    [
      'a number above its maximum',
      { size: 10 },
      '[shop/one] size is above its maximum; given: 10; allowed: an integer from 1 to 9, a multiple of 2',
    ],
    ['a number below its minimum', { size: 0 }, '[shop/one] size is below its minimum; given: 0'],
    ['a number between steps', { size: 3 }, '[shop/one] size is out of step; given: 3'],
    ['a fraction', { size: 2.5 }, '[shop/one] size has the wrong type; given: 2.5; allowed: an integer'],
    ['text for a number', { size: '2' }, '[shop/one] size has the wrong type; given: "2"'],
    ['null', { size: null }, '[shop/one] size has the wrong type; given: null'],
    ['text for a boolean', { enabled: 'yes' }, 'given: "yes"; allowed: true or false'],
    [
      'an invalid quantity',
      { memory: '1GB' },
      '[shop/one] memory is not a Kubernetes quantity; given: "1GB"; allowed: a decimal number',
    ],
    [
      'a list as a quantity',
      { memory: [] },
      '[shop/one] memory has the wrong type; given: []; allowed: an integer, or',
    ],
    [
      'an invalid moment',
      { until: 'tomorrow' },
      '[shop/one] until does not have the right form; given: "tomorrow"; allowed: a string in the format date-time (2030-01-31T02:00:00Z), or null',
    ],
    [
      'an empty list',
      { parts: [] },
      'parts has too few items; given: []; allowed: a list of at least 1 item',
    ],
    [
      'a field of an item that is missing',
      { parts: [{ name: 'ab' }, {}] },
      '[shop/one] parts[1].name is required; allowed: a string of at least 2 characters',
    ],
    [
      'an unknown field of an item',
      { parts: [{ name: 'ab', x: 1 }] },
      '[shop/one] parts[0].x is not a field; given: 1; allowed: name, weight',
    ],
    ['an item that is not an object', { parts: ['ab'] }, 'allowed: an object with the fields name, weight'],
    [
      'a value of a map',
      { labels: { a: 'long' } },
      '[shop/one] labels.a is too long; given: "long"; allowed: a string of at most 3 characters',
    ],
    ['a map that is not one', { labels: 'a' }, 'allowed: a map of a string of at most 3 characters'],
    [
      'an invalid name',
      { metadata: { name: 'One' } },
      '[shop/one] metadata.name is not a valid name; given: "One"',
    ],
  ])('%s', (_, props, message) => {
    expect(() => widget(props)).toThrow(message);
  });

  test('and so are all others at once', () => {
    expect(() => widget({ size: 0, enabled: 1 })).toThrow(
      '[shop/one] has 2 wrong fields: (1) size is below its minimum; given: 0; allowed: an integer from 1 to 9, a multiple of 2 (2) enabled has the wrong type; given: 1; allowed: true or false',
    );
  });
});

test('a kind that restricts names says so', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const short = kind({ name: WIDGET.spec.shape.labels.unwrap().valueType });
  expect(() => new CustomResource(chart, 'four', short, {})).toThrow(
    '[shop/four] metadata.name is too long; given: "four"; allowed: a string of at most 3 characters',
  );
});
