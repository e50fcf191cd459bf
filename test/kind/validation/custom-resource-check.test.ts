import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  Cluster,
  CustomResourceDefinition,
  Operator,
  OperatorScope,
  PlatformApp,
  SynthesisError,
} from '../../../lib';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';
import { type DefinitionProps, definitionOf } from '../../support/definition';
import { CLUSTER } from '../../support/world';
import { WIDGET, Widget } from '../widget';

const SIZED: OpenApiSchema = {
  type: 'object',
  properties: { size: { type: 'integer', maximum: 5 } },
};

interface World {
  readonly app: PlatformApp;
  readonly chart: Chart;
}

function world(): World {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  return { app, chart: new Chart(app, 'chart', { namespace: 'shop' }) };
}

function define(app: PlatformApp, props: DefinitionProps = {}): void {
  new ApiObject(new Chart(app, 'kinds'), 'toys', definitionOf('Toy', { schema: SIZED, ...props }));
}

function toy(chart: Chart, spec: object, more: object = {}): ApiObject {
  return new ApiObject(chart, 'toy', {
    apiVersion: 'example.com/v1',
    kind: 'Toy',
    metadata: { name: 'bear' },
    spec,
    ...more,
  });
}

function problemsOf(app: PlatformApp): readonly string[] {
  try {
    app.units();
    return [];
  } catch (error) {
    if (error instanceof SynthesisError) return error.problems;
    throw error;
  }
}

describe('an object of a kind whose definition the app renders', () => {
  test('is checked by it, every problem under the path of the construct that made it', () => {
    const { app, chart } = world();
    define(app);
    toy(chart, { size: 6, color: 'red' });
    expect(problemsOf(app)).toEqual([
      '[chart/toy] spec.color is not a field; given: "red"; allowed: size',
      '[chart/toy] spec.size is above its maximum; given: 6; allowed: an integer at most 5',
    ]);
  });

  test('passes when it is as the definition says, with a status and metadata that it does not state', () => {
    const { app, chart } = world();
    define(app);
    toy(chart, { size: 5 });
    expect(problemsOf(app)).toEqual([]);
    expect(app.warnings).toEqual([]);
  });

  test('is of a version that is served', () => {
    const { app, chart } = world();
    define(app, { versions: [{ name: 'v2' }, { name: 'v1', served: false }, { name: 'v1beta1' }] });
    toy(chart, {});
    expect(problemsOf(app)).toEqual([
      '[chart/toy] apiVersion is no version of Toy that toys.example.com serves; given: "example.com/v1"; allowed: example.com/v2, example.com/v1beta1',
    ]);
  });

  test.each([
    ['what the definition says', 'use v2', 'use v2'],
    ['what the API server says where it says nothing', undefined, 'example.com/v1 Toy is deprecated'],
  ])('is warned of where its version is deprecated: %s', (_, deprecationWarning, said) => {
    const { app, chart } = world();
    const old = { name: 'v1', deprecated: true, ...(deprecationWarning && { deprecationWarning }) };
    define(app, { versions: [{ name: 'v2' }, old] });
    toy(chart, {});
    expect(problemsOf(app)).toEqual([]);
    expect(app.warnings).toEqual([`[chart/toy] apiVersion ${said}; given: "example.com/v1"; allowed: v2`]);
  });

  test('is in a namespace where its kind is, told once', () => {
    const { app, chart } = world();
    define(app, { namespaced: false });
    toy(chart, {});
    expect(problemsOf(app)).toEqual([
      expect.stringMatching(/^\[chart\/toy\] has a namespace, but Toy is cluster-scoped; given: "shop"/),
    ]);
  });

  test('has a number of replicas where it can be scaled', () => {
    const { app, chart } = world();
    const subresources = { scale: { specReplicasPath: '.spec.size' } };
    define(app, { versions: [{ subresources }] });
    toy(chart, { size: -1 });
    expect(problemsOf(app)).toEqual([
      expect.stringContaining('[chart/toy] spec.size is no number of replicas'),
    ]);
  });

  test('has no metadata but what every object has', () => {
    const { app, chart } = world();
    define(app);
    toy(chart, {}, { metadata: { name: 'bear', lables: { a: 'b' } } });
    expect(problemsOf(app)).toEqual([
      expect.stringContaining('[chart/toy] metadata.lables is not a field; given: {"a":"b"}'),
    ]);
  });

  test('is found in any chart, before its definition or after it', () => {
    const app = new PlatformApp();
    toy(new Chart(app, 'a', { namespace: 'shop' }), { size: 'x' });
    define(app);
    expect(problemsOf(app)).toEqual([expect.stringContaining('[a/toy] spec.size has the wrong type')]);
  });
});

test('an object of a kind that nothing defines is taken as it is', () => {
  const { app, chart } = world();
  define(app, { group: 'other.example.com' });
  toy(chart, { size: 'x' });
  expect(problemsOf(app)).toEqual([]);
});

test('a definition that is none is told by its own path', () => {
  const { app } = world();
  define(app, { versions: [] });
  expect(problemsOf(app)).toEqual([
    '[kinds/toys] spec.versions has too few items; given: []; allowed: a list of at least 1 item',
  ]);
});

describe('an object of a kind of our own', () => {
  const raw = (chart: Chart, spec: object): ApiObject =>
    new ApiObject(chart, 'raw', {
      apiVersion: 'toys.example.com/v1',
      kind: 'Widget',
      metadata: { name: 'raw' },
      spec,
    });
  const tooLarge = '[chart/raw] spec.size is above its maximum; given: 11';

  test.each<[string, (world: World) => void]>([
    [
      'the app renders its definition',
      ({ app }) => new CustomResourceDefinition(new Chart(app, 'k'), 'k', { kind: WIDGET }),
    ],
    ['the app has another of its construct class', ({ chart }) => new Widget(chart, 'other')],
    [
      'the app has its operator',
      ({ app }) =>
        new Operator(new Chart(app, 'op'), 'op', {
          image: 'ghcr.io/acme/op:1.0.0',
          controllers: [{ for: WIDGET }],
          scope: OperatorScope.cluster(),
        }),
    ],
  ])('made by other means is checked where %s', (_, declare) => {
    const own = world();
    declare(own);
    raw(own.chart, { size: 11 });
    expect(problemsOf(own.app)).toEqual([expect.stringContaining(tooLarge)]);
  });

  test('is checked as it is rendered, after patches', () => {
    const { app, chart } = world();
    new Widget(chart, 'one').object.addJsonPatch(JsonPatch.replace('/spec/size', 10));
    expect(problemsOf(app)).toEqual([
      '[chart/one/Resource] spec.size is above its maximum; given: 10; allowed: an integer from 1 to 9, a multiple of 2',
    ]);
  });
});
