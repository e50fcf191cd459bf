import * as path from 'node:path';
import { changesOf, type DefinitionManifest, Release } from '../../lib';

const [released] = Release.file(path.join(__dirname, 'released', 'postgresqls.yaml')).definitions;

type Fields = Record<string, Record<string, unknown>>;
interface Schema {
  readonly properties: Fields;
  required: readonly string[];
}

/** The first definition of PostgreSQL with changes in the schema of its spec. */
function changed(change: (spec: Schema, version: Record<string, unknown>) => void): DefinitionManifest {
  const next = structuredClone(released) as unknown as DefinitionManifest & {
    readonly spec: {
      readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: Schema } }];
    };
  };
  const [version] = next.spec.versions;
  const { spec } = version.schema.openAPIV3Schema.properties;
  change(spec as unknown as Schema, version as unknown as Record<string, unknown>);
  return next;
}

function named(next: DefinitionManifest): readonly string[] {
  return changesOf(released as DefinitionManifest, next).map(
    ({ effect, field, change }) => `${effect} ${field} ${change}`,
  );
}

test('a database can get a new version, more replicas, new fields and other words without harm', () => {
  const next = changed(({ properties }, version) => {
    properties.version = { ...properties.version, enum: ['12', '13', '14', '15', '16'] };
    properties.replicas = { ...properties.replicas, maximum: 9, description: 'Instances.' };
    properties.storageClassName = { type: 'string', minLength: 1 };
    properties.parameters = { type: 'object', additionalProperties: { type: 'string' }, default: {} };
    version.additionalPrinterColumns = [];
  });
  expect(named(next)).toEqual([]);
});

test('what would harm the databases that there are is named, each by itself', () => {
  const next = changed((spec, version) => {
    const { properties } = spec;
    properties.version = { ...properties.version, enum: ['13', '14', '15'] };
    properties.replicas = { ...properties.replicas, default: 2, maximum: 3 };
    properties.storage = { 'x-kubernetes-int-or-string': true };
    properties.backup = { type: 'object', properties: { schedule: properties.backupSchedule } };
    delete properties.backupSchedule;
    properties.storageClassName = { type: 'string' };
    spec.required = [...spec.required, 'storageClassName'];
    version.subresources = {};
  });
  expect(named(next)).toEqual([
    'breaks v1 status-subresource-removed',
    'rejects v1.spec.storageClassName required-added',
    'damages v1.spec.backupSchedule field-removed',
    'rejects v1.spec.replicas maximum-lowered',
    'damages v1.spec.replicas default-changed',
    'rejects v1.spec.version enum-narrowed',
  ]);
});
