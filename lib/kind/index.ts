/**
 * zod, in which the schemas of kinds are declared. Who takes it from here has the version that this package reads,
 * and no dependency of its own.
 */
export { z } from 'zod';
export * from './custom-resource';
export * from './custom-resource-definition';
export * as fields from './fields';
export * from './kind';
export type { CustomResourceNames } from './kind-names';
export { KindVersion, type VersionDefinition } from './kind-version';
export type { ColumnDefinition, ColumnType, PrinterColumn } from './printer-column';
export type { OpenApiSchema, SchemaType, ValidationRule } from './schema';
export { type Condition, ConditionType, type StandardStatus } from './standard-status';
