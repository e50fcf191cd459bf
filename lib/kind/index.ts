/**
 * zod, in which the schemas of kinds are declared. Who takes it from here has the version that this package reads,
 * and no dependency of its own.
 */
export { z } from 'zod';
export type { SchemaRules } from './cel/rules';
export type { ConversionDefinition, ConversionWebhook } from './conversion';
export * from './custom-resource';
export * from './custom-resource-definition';
export * from './custom-resource-definition-file';
export { type ExpectedObject, expectObject } from './dangling-reference';
export * from './evolution';
export type { KindExample } from './example';
export * from './kind';
export type { CustomResourceNames } from './kind-names';
export type { KindRef } from './kind-ref';
export {
  KindVersion,
  type OtherVersionProps,
  type VersionDefinition,
  type VersionProps,
} from './kind-version';
export type { ObjectReference } from './object-reference';
export type { ScaleDefinition, ScaleFields } from './paths';
export type { ColumnDefinition, ColumnType, PrinterColumn } from './printer-column';
export { kindReference } from './reference/kind-reference';
export * from './required-kind';
export * as fields from './schema/fields';
export type { OpenApiSchema, SchemaType, ValidationRule } from './schema/open-api-schema';
export { type Condition, ConditionType, type StandardStatus } from './standard-status';
export {
  type LeastRole,
  USER_ROLES,
  type UserRole,
  type UserRoles,
  type UserVerbs,
  userGrants,
  userRoleName,
} from './user-roles';

// Loaded for what it adds to every app.
import './validation/custom-resource-check';
