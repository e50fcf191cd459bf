import * as fc from 'fast-check';
import { type AnySchema, changesOf } from '../../../lib';
import { lossesBetween } from '../../../lib/kind/evolution/losses';
import { readAs, validatorOf } from './api-server';
import { ofSchema } from './cases/definition';
import { anySchema, changed, sampleOf } from './schemas';

/** Whether everything in a value is in another, which may have more fields. */
function isKept(value: unknown, within: unknown): boolean {
  if (typeof value !== 'object' || value === null || typeof within !== 'object' || within === null)
    return value === within;
  if (Array.isArray(value) !== Array.isArray(within)) return false;
  if (Array.isArray(value) && value.length !== (within as readonly unknown[]).length) return false;
  return Object.entries(value).every(
    ([key, part]) => Object.hasOwn(within, key) && isKept(part, within[key as never]),
  );
}

const whole = (spec: AnySchema): AnySchema => ({ type: 'object', properties: { spec } });

/** Objects that are stored by a schema: what is read of them is what they are, and it is valid. */
function storedObjects(g: fc.GeneratorValue, spec: AnySchema): readonly unknown[] {
  const schema = whole(spec);
  const isValid = validatorOf(schema);
  return Array.from({ length: 8 }, () => readAs(schema, { spec: sampleOf(g, spec) })).filter((value) =>
    isValid(value),
  );
}

/** Looks at pairs of schemas that something says are compatible; gives how many objects of unlike pairs it saw. */
function holds(areCompatible: (released: AnySchema, next: AnySchema) => boolean): number {
  let seen = 0;
  fc.assert(
    fc.property(anySchema, anySchema, fc.gen(), (released, other, g) => {
      const next = changed(g, released, other);
      if (!areCompatible(released, next)) return;
      const isValid = validatorOf(whole(next));
      for (const stored of storedObjects(g, released)) {
        const read = readAs(whole(next), stored);
        const found = { released, next, stored, isKept: isKept(stored, read), isValid: isValid(read) };
        expect(found).toEqual({ ...found, isKept: true, isValid: true });
        if (JSON.stringify(released) !== JSON.stringify(next)) seen += 1;
      }
    }),
    { numRuns: 300 },
  );
  return seen;
}

test('a schema compared with itself has no changes', () => {
  fc.assert(
    fc.property(anySchema, (schema) => {
      const same = structuredClone(schema);
      expect(changesOf(ofSchema('cases', schema), ofSchema('cases', same))).toEqual([]);
      expect(lossesBetween(whole(schema), whole(same))).toEqual([]);
    }),
  );
});

test('without changes, what was stored is valid and whole', () => {
  const seen = holds(
    (released, next) => changesOf(ofSchema('cases', released), ofSchema('cases', next)).length === 0,
  );
  // Else it would hold for want of anything to look at.
  expect(seen).toBeGreaterThan(50);
});

test('without losses between versions, what was stored in one is valid and whole in the other', () => {
  expect(holds((from, to) => lossesBetween(whole(from), whole(to)).length === 0)).toBeGreaterThan(50);
});
