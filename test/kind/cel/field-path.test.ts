import { resolveFieldPath } from '../../../lib/kind/cel/field-path';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';

const LEAF: OpenApiSchema = { type: 'string' };
const SCHEMA: OpenApiSchema = {
  type: 'object',
  properties: {
    a: { type: 'object', properties: { b: LEAF, "it's": LEAF } },
    m: { type: 'object', additionalProperties: { type: 'object', properties: { x: LEAF } } },
    l: { type: 'array', items: LEAF },
  },
};

test.each([
  ['', ''],
  ['.a', 'a'],
  ['.a.b', 'a.b'],
  ["['a']['b']", 'a.b'],
  [".a['it\\'s']", "a.it's"],
  ['.m.k.x', 'm.k.x'],
  [".m['k'].x", 'm.k.x'],
])('%s names %s', (path, field) => {
  expect(resolveFieldPath(path, SCHEMA)).toBe(field);
});

test.each(['a', '.z', '.a.z', '.a.b.c', '.l[0]', '.l.x', '.a[b]', ".a['b", '.', '.a.', ".a['\\q']"])(
  '%s names no field',
  (path) => {
    expect(resolveFieldPath(path, SCHEMA)).toBeUndefined();
  },
);
