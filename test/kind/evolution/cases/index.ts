import { BREAKING } from './breaking';
import { DAMAGING, DAMAGING_WHEN_MERGED, DAMAGING_WHEN_REPLACED } from './damaging';
import type { DefinitionCase } from './definition-case';
import { HARMLESS } from './harmless';
import { NAMING } from './naming';
import { REJECTING_SHAPES } from './rejecting-shapes';
import { REJECTING_ANEW, REJECTING_SIZES, REJECTING_VALUES } from './rejecting-values';
import type { SchemaCase } from './schema-case';
import { SUBRESOURCES } from './subresources';
import { VERSIONS } from './versions';

/** All changes of schemas. */
export const SCHEMA_CASES: readonly SchemaCase[] = [
  ...REJECTING_VALUES,
  ...REJECTING_SHAPES,
  ...REJECTING_SIZES,
  ...REJECTING_ANEW,
  ...DAMAGING,
  ...DAMAGING_WHEN_REPLACED,
  ...DAMAGING_WHEN_MERGED,
  ...BREAKING,
  ...HARMLESS,
];

/** All changes of definitions and of their versions. */
export const DEFINITION_CASES: readonly DefinitionCase[] = [...NAMING, ...VERSIONS, ...SUBRESOURCES];
