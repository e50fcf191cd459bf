import * as lib from '../../lib';
import { declarationOf, KNOWN_SOFTWARE } from '../../lib/installed/known-software';
import { DEFINED } from './definitions';

const DECLARED = Object.entries(KNOWN_SOFTWARE);

/** Source: k8s.io/apimachinery/pkg/version: stable before beta before alpha, and later before earlier. */
function priority(version: string): readonly number[] {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor ?? 0)];
}

function compare(a: string, b: string): number {
  const [left, right] = [priority(a), priority(b)];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index < 0 ? 0 : (right[index] ?? 0) - (left[index] ?? 0);
}

test('versions are compared as the API server does', () => {
  expect(['v1alpha1', 'v1', 'v2', 'v1beta2', 'v1beta1'].sort(compare)).toEqual([
    'v2',
    'v1',
    'v1beta2',
    'v1beta1',
    'v1alpha1',
  ]);
});

test('all are declared, and the package exports each by its name', () => {
  expect(DECLARED.map(([declaration]) => declaration).sort()).toEqual([...DEFINED.keys()].sort());
  expect(lib).toMatchObject(KNOWN_SOFTWARE);
});

describe.each(DECLARED)('%s', (declaration, software) => {
  test('has every kind that the project defines, each in the most stable version that is served', () => {
    const defined = (DEFINED.get(declaration) ?? []).map(({ versions, ...rest }) => ({
      ...rest,
      version: [...versions].sort(compare)[0],
    }));
    const byName = (a: { plural: string; group: string }, b: { plural: string; group: string }) =>
      `${a.plural}.${a.group}` < `${b.plural}.${b.group}` ? -1 : 1;
    const declared = software.kinds.map(({ names, ...rest }) => rest);
    expect(defined.length).toBeGreaterThan(5);
    expect([...declared].sort(byName)).toEqual([...defined].sort(byName));
  });

  test('is ready when its definitions are established and its Deployments are available', () => {
    const { ready = [], kinds, namespaces } = software;
    const definitions = ready.filter(({ kind }) => kind === 'apiextensions.k8s.io/CustomResourceDefinition');
    expect(definitions.map(({ name }) => name)).toEqual(
      kinds.map(({ plural, group }) => `${plural}.${group}`),
    );
    const others = ready.filter((object) => !definitions.includes(object));
    expect(others.length).toBeGreaterThan(0);
    for (const object of others) {
      expect(object).toMatchObject({ kind: 'apps/Deployment', condition: 'Available' });
      expect(namespaces).toEqual([object.namespace]);
    }
  });

  test('is found by each of its kinds, which no other has', () => {
    for (const { group, kind } of software.kinds)
      expect(declarationOf(group, kind)).toEqual({ declaration, software });
  });
});

test('a kind of none is found in none', () => {
  expect(declarationOf('example.com', 'Certificate')).toBeUndefined();
  expect(declarationOf('cert-manager.io', 'Kafka')).toBeUndefined();
});
