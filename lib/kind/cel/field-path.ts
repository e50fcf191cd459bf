import { fieldAt, type OpenApiSchema } from '../schema/open-api-schema';

const STEP = /^(?:\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\])/;
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  "'": "'",
  '\\': '\\',
};

/**
 * The field that a rule's `fieldPath` names, such as `.limits['cpu'].max`, as people write it: `limits.cpu.max`;
 * `undefined` for a path that names no field of the schema.
 * Source: ValidFieldPath in k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel/validation.go.
 */
export function resolveFieldPath(path: string, schema: OpenApiSchema): string | undefined {
  let at = schema;
  let field = '';
  for (let rest = path; rest !== ''; ) {
    const [step, plain, quoted] = STEP.exec(rest) ?? [];
    const name = plain ?? (quoted === undefined ? undefined : unescapeQuoted(quoted));
    if (step === undefined || name === undefined) return undefined;
    const { properties, additionalProperties } = at;
    const next = properties ? Object.hasOwn(properties, name) && properties[name] : additionalProperties;
    if (!next) return undefined;
    at = next;
    field = fieldAt(field, { property: name });
    rest = rest.slice(step.length);
  }
  return field;
}

function unescapeQuoted(text: string): string | undefined {
  let isKnown = true;
  const result = text.replace(/\\(.)/gs, (_, char: string) => {
    isKnown &&= char in ESCAPES;
    return ESCAPES[char] ?? '';
  });
  return isKnown ? result : undefined;
}
