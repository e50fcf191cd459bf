import { PlatformError } from '../core/errors';
import { fieldAtPath } from './paths';
import type { OpenApiSchema } from './schema/open-api-schema';

/** Type of a column, which decides how `kubectl get` prints it: a date as its age. */
export type ColumnType = 'boolean' | 'date' | 'integer' | 'number' | 'string';

/** A column that `kubectl get` prints for objects of a kind. */
export interface PrinterColumn {
  /** Heading: `Version`. */
  readonly name: string;
  /** Where the value is, from the root of the object: `.spec.version`. */
  readonly jsonPath: string;
  /**
   * Type of the value.
   * @default - that of the field in the schema; must be stated where the path is more than names of fields
   */
  readonly type?: ColumnType;
  /**
   * 0 for a column that is always printed; greater for one of `kubectl get -o wide` alone.
   * @default 0
   */
  readonly priority?: number;
  /**
   * What the column shows.
   * @default - none
   */
  readonly description?: string;
}

/** The columns that every kind ends with. */
export const STANDARD_COLUMNS: readonly PrinterColumn[] = [
  { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
];

/** A column as a CustomResourceDefinition holds it. */
export type ColumnDefinition = PrinterColumn & { readonly type: ColumnType };

/**
 * Completes a column by the schema of the objects.
 * @throws PlatformError without a path, when the field is not in the schema or has no type a column can have
 */
export function renderColumn(schema: OpenApiSchema, column: PrinterColumn): ColumnDefinition {
  const { name, jsonPath, description, priority = 0 } = column;
  return {
    name,
    type: column.type ?? typeAt(schema, jsonPath),
    jsonPath,
    ...(description && { description }),
    // The API server leaves a priority of 0 out of what it returns, so writing it would be a diff for ever.
    ...(priority > 0 && { priority }),
  };
}

function typeAt(schema: OpenApiSchema, jsonPath: string): ColumnType {
  if (!/^(\.\w+)+$/.test(jsonPath)) {
    throw new PlatformError({
      problem: 'needs a type, as its path is more than names of fields',
      given: jsonPath,
      allowed: 'boolean, date, integer, number, string',
    });
  }
  const part = fieldAtPath(schema, jsonPath);
  if (part.format === 'date' || part.format === 'date-time') return 'date';
  if (part.type !== 'array' && part.type !== 'object') return part.type ?? 'string';
  throw new PlatformError({
    problem: 'shows a field that is not a single value',
    given: jsonPath,
    allowed: 'a string, number or boolean field',
  });
}
