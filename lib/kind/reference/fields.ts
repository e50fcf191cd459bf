import { anchor, anchorOf, blocks, code, list, table, text } from '../../core/markdown';
import { fieldAt, type OpenApiSchema } from '../schema/open-api-schema';
import { factsOf, fitsCell, patternsOf, textOf, typeOf } from './facts';

/** A part of a schema, and where it is. */
export interface Part {
  readonly schema: OpenApiSchema;
  /** As people write it: `spec.users[]`. */
  readonly field: string;
  /** The names of the fields on the way to it. */
  readonly names: readonly string[];
}

/**
 * The fields of an object: a table, and a section for each field that is itself an object, or a list or map of objects.
 * What does not fit a table, such as long patterns and rules, is listed below it.
 * @param leftOut fields that are described elsewhere, by the link that leads there
 */
export function fieldsOf(part: Part, leftOut: Readonly<Record<string, string>> = {}): string {
  const fields = Object.entries(part.schema.properties ?? {}).map(([property, schema]) => ({
    property,
    schema,
    field: fieldAt(part.field, { property }),
    names: [...part.names, property],
  }));
  const rows = fields.map(({ property, ...field }) => row(property, part, field, leftOut[property]));
  const described = fields.filter(({ property }) => !(property in leftOut));
  const notes = [...rulesOf(part), ...described.flatMap(notesOf)];
  return blocks(
    rows.length > 0 ? table(['Field', 'Type', 'Default', 'Description'], rows) : 'It has no fields.',
    list(notes),
    ...described.map(section),
  );
}

function row(property: string, parent: Part, part: Part, link?: string): readonly string[] {
  const { schema, names } = part;
  const { description = '', default: value } = schema;
  const id = anchorOf(names);
  const own = link ?? (objectIn(part) && id);
  // What has a section of its own has its anchor there.
  const place = own === id ? '' : anchor(id);
  const required = parent.schema.required?.includes(property);
  return [
    `${place}${code(property)}`,
    typeOf(schema, own),
    required ? '*required*' : value === undefined ? '' : code(textOf(value)),
    [text(description), ...(link ? [] : [factsOf(schema).join(' ')])].filter(Boolean).join('<br>'),
  ];
}

/** The section of a field that has fields itself. */
function section(part: Part): string {
  const object = objectIn(part);
  if (!object) return '';
  const { description } = object.schema;
  return blocks(
    `### ${anchor(anchorOf(part.names))}${text(object.field)}`,
    text(description ?? part.schema.description ?? ''),
    fieldsOf(object),
  );
}

/** The object with fields that a field is, or is a list or map of. */
function objectIn(part: Part): Part | undefined {
  if (part.schema.properties) return part;
  const inner = innerOf(part);
  return inner && objectIn(inner);
}

function innerOf({ schema, field, names }: Part): Part | undefined {
  if (schema.items) return { schema: schema.items, field: fieldAt(field, 'items'), names };
  const values = schema.additionalProperties;
  return values && { schema: values, field: fieldAt(field, 'values'), names };
}

/** What does not fit the row of a field, and of its items and values where they have no section. */
function notesOf(part: Part): readonly string[] {
  if (part.schema.properties) return [];
  const inner = innerOf(part);
  const patterns = patternsOf(part.schema).filter((pattern) => !fitsCell(pattern));
  return [
    ...patterns.map((pattern) => `${code(part.field)} matches ${code(pattern)}`),
    ...rulesOf(part),
    ...(inner ? notesOf(inner) : []),
  ];
}

function rulesOf({ schema, field }: Part): readonly string[] {
  return (schema['x-kubernetes-validations'] ?? []).map(({ rule, message }) => {
    const told = message === undefined ? code(rule) : `${text(message)} (${code(rule)})`;
    return `${code(field)}: ${told}`;
  });
}
