import { changesOf } from '../../../lib';
import { DEFINITION_CASES, SCHEMA_CASES } from './cases';
import { type Definition, marked, ofSchema } from './cases/definition';

const CASES = [
  ...SCHEMA_CASES.map(({ what, released, next, changes }) => ({
    what,
    released: ofSchema('cases', released),
    next: ofSchema('cases', next),
    changes,
  })),
  ...DEFINITION_CASES.map(({ what, released, next, changes }) => ({
    what,
    released: released('cases'),
    next: next('cases'),
    changes,
  })),
].map((one) => [one.what, one] as const);

const named = (released: Definition, next: Definition): readonly string[] =>
  changesOf(released, next).map(({ effect, field, change }) => `${effect} ${field} ${change}`);

test('a case has a name of its own', () => {
  expect(new Set(CASES.map(([what]) => what)).size).toBe(CASES.length);
});

test.each(CASES)('%s', (_, { released, next, changes }) => {
  expect([...named(released, marked(next))].sort()).toEqual([...changes].sort());
});

test.each(CASES)('nothing changes when it is not done: %s', (_, { released, next }) => {
  for (const one of [released, next]) expect(named(one, structuredClone(one))).toEqual([]);
});
