/**
 * zod, in which the schemas of kinds are declared. Who takes it from here has the version that this package reads,
 * and no dependency of its own.
 */
export { z } from 'zod';
export type { SchemaRules } from './cel/rules';
export * from './custom-resource';
export * from './custom-resource-definition';
export * from './kind';
export type { CustomResourceNames } from './kind-names';
export { KindVersion, type VersionDefinition } from './kind-version';
export type { ColumnDefinition, ColumnType, PrinterColumn } from './printer-column';
export * as fields from './schema/fields';
export type { OpenApiSchema, SchemaType, ValidationRule } from './schema/open-api-schema';
export { type Condition, ConditionType, type StandardStatus } from './standard-status';
