import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { Cluster, emit, type KubeObject, PlatformError } from '../../lib/core';
import { renderValues } from '../../lib/core/render-values';
import { CLUSTER_PROPS } from './support';

/** A chart of a stock App, which has resolvers of its own where they are given. */
function stockChart(resolvers: IResolver[] = []): Chart {
  const app = new App({ resolvers });
  new Cluster(CLUSTER_PROPS).provideTo(app);
  return new Chart(app, 'chart', { namespace: 'shop', disableResourceNameHashes: true });
}

/** What cdk8s renders of fields, and what we do. */
function both(fields: object, resolvers: IResolver[] = []) {
  const object = new ApiObject(stockChart(resolvers), 'object', { apiVersion: 'v1', kind: 'Any', ...fields });
  const { apiVersion, kind, metadata, ...theirs } = object.toJson() as Record<string, unknown>;
  return { theirs, ours: renderValues(object, fields, false) };
}

/** Puts the path to a value in the place of some texts. */
class Paths implements IResolver {
  resolve(context: ResolutionContext): void {
    if (context.value === 'path?') context.replaceValue(context.key.join('/'));
  }
}

/** JSON without the keys that cdk8s fails on. */
const json = fc
  .dictionary(fc.constantFrom('a', 'b', 'value', 'resolve', 'toString', 'z'), fc.jsonValue({ maxDepth: 4 }))
  .filter((fields) => !/"(__proto__|constructor)":/.test(JSON.stringify(fields)));

afterEach(() => {
  delete process.env.CDK8S_DISABLE_SORT;
});

test('any JSON is rendered as cdk8s renders it', () => {
  fc.assert(
    fc.property(json, (fields) => {
      const { theirs, ours } = both(fields);
      expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
    }),
    { numRuns: 300 },
  );
});

test('what is deferred is rendered as cdk8s renders it, whatever it is deferred to', () => {
  const tokens = [
    Lazy.any({ produce: () => ({ b: Lazy.any({ produce: () => [1, undefined, 'x'] }), a: null }) }),
    { resolve: () => ({ nested: { resolve: () => 'text' } }) },
    Lazy.any({ produce: () => undefined }),
  ];
  for (const token of tokens) {
    const { theirs, ours } = both({ spec: { token, list: [token, { inner: token }] } });
    expect(ours).toEqual(theirs);
  }
});

test('what cdk8s imports as a number or a text is rendered as cdk8s renders it', () => {
  const { theirs, ours } = both({ spec: { port: k8s.IntOrString.fromNumber(8080) } });
  expect(ours).toEqual({ spec: { port: { value: 8080 } } });
  expect(ours).toEqual(theirs);
});

test("an app's own resolvers are asked for every value, with the path to it", () => {
  const { theirs, ours } = both({ spec: { list: ['path?', { deep: 'path?' }], text: 'no' } }, [new Paths()]);
  expect(ours).toEqual({ spec: { list: ['spec/list/0', { deep: 'spec/list/1/deep' }], text: 'no' } });
  expect(ours).toEqual(theirs);
});

test('keys are sorted, unless the environment says that they are not', () => {
  const keysOf = () => Object.keys(both({ b: 1, a: 1 }).ours);
  expect(keysOf()).toEqual(['a', 'b']);
  process.env.CDK8S_DISABLE_SORT = '1';
  expect(keysOf()).toEqual(['b', 'a']);
});

test('null is a value where it is kept, and left out where it is not', () => {
  const object = new ApiObject(stockChart(), 'object', { apiVersion: 'v1', kind: 'Any' });
  const fields = { a: null, list: [null], map: { b: null, c: undefined } };
  expect(renderValues(object, fields, true)).toEqual({ a: null, list: [null], map: { b: null } });
  expect(renderValues(object, fields, false)).toEqual({ list: [undefined], map: {} });
});

test('a key that objects inherit something by is a key like any other', () => {
  const object = new ApiObject(stockChart(), 'object', { apiVersion: 'v1', kind: 'Any' });
  const fields = JSON.parse('{ "constructor": { "a": 1 }, "__proto__": { "b": 2 } }');
  expect(JSON.stringify(renderValues(object, fields, false))).toBe(
    '{"__proto__":{"b":2},"constructor":{"a":1}}',
  );
});

const settings = (data: Record<string, string>, chart = stockChart()): KubeObject =>
  emit(chart, 'settings', 'v1/ConfigMap', { name: 'settings' }, { data });

test('what is no JSON is one error, with the path of the object', () => {
  const render = () => settings(new Map([['a', 'b']]) as never).toJson();
  expect(render).toThrow(PlatformError);
  expect(render).toThrow('[chart/settings] has a value that is no JSON; given: "an object of class Map"');
});

test('patches are applied to what was rendered, in their order', () => {
  const object = settings({ a: '1' });
  object.addJsonPatch(JsonPatch.add('/data/b', '2'), JsonPatch.remove('/data/a'));
  object.addJsonPatch(JsonPatch.replace('/data/b', '3'), JsonPatch.add('/immutable', true));
  expect(object.toJson()).toMatchObject({ data: { b: '3' }, immutable: true });
  expect(Object.keys(object.toJson())).toEqual(['apiVersion', 'kind', 'metadata', 'data', 'immutable']);
});

test('the namespace of a chart is off a cluster-scoped object whatever its patches say', () => {
  const role = emit(stockChart(), 'role', 'rbac.authorization.k8s.io/ClusterRole', { name: 'reader' }, {});
  role.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'other'));
  expect(role.toJson().metadata).not.toHaveProperty('namespace');
});
