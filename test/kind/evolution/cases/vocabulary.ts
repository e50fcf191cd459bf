import type { AnySchema } from '../../../../lib';

/** Schemas of fields. */
export type Schemas = Readonly<Record<string, AnySchema>>;

/** Schema of a spec with these fields, and another that does not change. */
export function spec(properties: Schemas, more: AnySchema = {}): AnySchema {
  return { type: 'object', properties: { other: { type: 'string' }, ...properties }, ...more };
}

/** Schema of a spec with a field x. */
export const x = (schema: AnySchema): AnySchema => spec({ x: schema });
export const STRING: AnySchema = { type: 'string' };
export const INTEGER: AnySchema = { type: 'integer' };
export const NUMBER: AnySchema = { type: 'number' };
export const LIST: AnySchema = { type: 'array', items: STRING };
export const MAP: AnySchema = { type: 'object', additionalProperties: STRING };
export const INT_OR_STRING: AnySchema = { 'x-kubernetes-int-or-string': true };
export const ANYTHING: AnySchema = { 'x-kubernetes-preserve-unknown-fields': true };
export const OPEN: AnySchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
export const ITEM: AnySchema = {
  type: 'object',
  properties: { name: STRING, port: INTEGER, tag: STRING },
  required: ['name', 'port'],
};
export const LIST_MAP: AnySchema = {
  type: 'array',
  items: ITEM,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name'],
};
export const TEMPLATE: AnySchema = { type: 'object', 'x-kubernetes-embedded-resource': true };
/** A rule, to be spread into a schema. */
export const rule = (text: string): AnySchema => ({ 'x-kubernetes-validations': [{ rule: text }] });

export const SET: AnySchema = { ...LIST, 'x-kubernetes-list-type': 'set' };
export const ATOMIC: AnySchema = { ...LIST, 'x-kubernetes-list-type': 'atomic' };
export const A = { name: 'a', port: 1 };
export const A2 = { name: 'a', port: 2 };
export const B = { name: 'b', port: 2 };
