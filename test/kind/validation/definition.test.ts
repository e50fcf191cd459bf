import type { Manifest } from '../../../lib';
import { Definition } from '../../../lib/kind/validation/definition';
import { definitionOf } from '../../support/definition';
import { WIDGET } from '../widget';

const TOY = definitionOf('Toy');
const changed = (spec: object): Manifest => ({ ...TOY, spec: { ...(TOY.spec as object), ...spec } });

test('a definition is known by its group and kind, and has a scope and the versions that are served', () => {
  const versions = [{ name: 'v2' }, { name: 'v1', served: false }];
  const { name, groupKind, namespaced, served } = Definition.of(
    definitionOf('Toy', { namespaced: false, versions }),
  );
  expect({ name, groupKind, namespaced }).toEqual({
    name: 'toys.example.com',
    groupKind: 'example.com/Toy',
    namespaced: false,
  });
  expect(served.map((version) => version.name)).toEqual(['v2']);
});

test('a kind of our own gives one', () => {
  expect(Definition.of(WIDGET.manifest() as object as Manifest).name).toBe('widgets.toys.example.com');
});

test.each<[string, Manifest, string]>([
  [
    'an old version of the API',
    { ...TOY, apiVersion: 'apiextensions.k8s.io/v1beta1' },
    'apiVersion is not one of the allowed values; given: "apiextensions.k8s.io/v1beta1"; allowed: one of "apiextensions.k8s.io/v1"',
  ],
  ['no spec', { ...TOY, spec: undefined }, 'spec is required'],
  ['no group', changed({ group: '' }), 'spec.group is too short; given: ""'],
  [
    'another scope',
    changed({ scope: 'Global' }),
    'spec.scope is not one of the allowed values; given: "Global"',
  ],
  [
    'a schema that is not structural',
    changed({ preserveUnknownFields: true }),
    'spec.preserveUnknownFields is not one of the allowed values; given: true; allowed: one of false',
  ],
  ['no versions', changed({ versions: [] }), 'spec.versions has too few items'],
  [
    'a version without a schema',
    changed({ versions: [{ name: 'v1', served: true, storage: true }] }),
    'spec.versions[0].schema is required',
  ],
  [
    'another name',
    { ...TOY, metadata: { name: 'toys' } },
    'metadata.name is not its plural and group; given: "toys"; allowed: toys.example.com',
  ],
  ['several faults', changed({ scope: 1, names: {} }), 'has 3 wrong fields: (1) spec.names.kind is required'],
])('%s is refused', (_, manifest, message) => {
  expect(() => Definition.of(manifest)).toThrow(message);
});
