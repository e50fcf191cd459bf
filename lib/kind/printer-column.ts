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
  const { name, jsonPath, description, type, priority = 0 } = column;
  if (name === '') throw new PlatformError({ problem: 'has no name', allowed: 'a heading' });
  if (!Number.isInteger(priority) || priority < 0 || priority > MOST_PRIORITY) {
    throw new PlatformError({
      problem: 'has a priority that is none',
      given: priority,
      allowed: `an integer from 0 to ${MOST_PRIORITY}`,
    });
  }
  return {
    name,
    type: type === undefined ? typeAt(schema, jsonPath) : checkTyped(type, jsonPath),
    jsonPath,
    ...(description && { description }),
    // The API server leaves a priority of 0 out of what it returns, so writing it would be a diff for ever.
    ...(priority > 0 && { priority }),
  };
}

const TYPES: readonly ColumnType[] = ['boolean', 'date', 'integer', 'number', 'string'];
const MOST_PRIORITY = 2 ** 31 - 1;

/**
 * Steps of a path: a field (dots in its name escaped), an item, all items, those that a comparison holds for. What the API
 * server takes and then cannot read, for which it shows no column at all, is none of them: line breaks, and in a key what
 * separates steps.
 * Source: Parse in k8s.io/client-go, util/jsonpath/parser.go
 */
const STEPS =
  /^(\.([A-Za-z_]|\\.)([-\w/]|\\.)*|\[(\d{1,9}|\*|'[^'\\,.$@{}[\]\s]+'|\?\(@(\.\w+)+ ?[!=]= ?("[^"\\\r\n]*"|'[^'\\\r\n]*'|\d{1,9})\))\])+$/;

function checkTyped(type: ColumnType, jsonPath: string): ColumnType {
  if (!TYPES.includes(type)) {
    throw new PlatformError({ problem: 'has a type that is none', given: type, allowed: TYPES.join(', ') });
  }
  if (!STEPS.test(jsonPath) || !jsonPath.startsWith('.')) {
    throw new PlatformError({
      problem: 'has a path that the API server cannot read',
      given: jsonPath,
      allowed: 'fields and items from the root of the object: .spec.parts[0].name',
    });
  }
  return type;
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
