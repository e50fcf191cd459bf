export * from './custom-resource';
export * from './custom-resource-definition';
export * as fields from './fields';
export * from './kind';
export type { CustomResourceNames } from './kind-names';
export { KindVersion, type VersionDefinition } from './kind-version';
export type { ColumnDefinition, ColumnType, PrinterColumn } from './printer-column';
export type { OpenApiSchema, SchemaType, ValidationRule } from './schema';
export { type Condition, ConditionType, type StandardStatus } from './standard-status';
