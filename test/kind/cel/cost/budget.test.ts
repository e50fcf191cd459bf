import { ROOT, timesAt, within } from '../../../../lib/kind/cel/cost/budget';
import { declare } from '../../../../lib/kind/cel/declarations';
import type { OpenApiSchema } from '../../../../lib/kind/schema/open-api-schema';

const INTEGER: OpenApiSchema = { type: 'integer' };
const list = (maxItems?: number): OpenApiSchema => ({ type: 'array', items: INTEGER, maxItems });

test('what is in lists and maps is there as often as their bounds say together', () => {
  const map: OpenApiSchema = { type: 'object', additionalProperties: INTEGER, maxProperties: 3 };
  const place = within(within(ROOT, list(10), 'a'), map, 'a[]');
  expect(place).toEqual({ times: 30 });
  expect(within(place, { type: 'object', properties: { a: INTEGER } }, 'a[].*')).toEqual({ times: 30 });
});

test('the first list without a bound is told, and what is in it is there as often as fits into a request', () => {
  const place = within(within(ROOT, list(), 'a'), list(10), 'a[]');
  expect(place).toEqual({ unbounded: { field: 'a', keyword: 'maxItems' } });
  const declaration = declare(INTEGER, false);
  // A digit and a comma each.
  expect(declaration && timesAt(place, declaration)).toBe((3 * 1024 * 1024) / 2);
  expect(declaration && timesAt(ROOT, declaration)).toBe(1);
});
