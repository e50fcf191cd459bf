import { changesOf } from '../../../lib';
import { definitionOf, SCHEMA_CASES } from './cases';

const named = SCHEMA_CASES.map((one) => [one.what, one] as const);

test.each(named)('%s', (_, { released, next, changes }) => {
  const found = changesOf(definitionOf('cases', released, false), definitionOf('cases', next, true));
  expect(found.map(({ effect, field, change }) => `${effect} ${field} ${change}`).sort()).toEqual(
    [...changes].sort(),
  );
});

test.each(named)('nothing changes when it is not done: %s', (_, { released, next }) => {
  for (const schema of [released, next]) {
    const definition = definitionOf('cases', schema, false);
    expect(changesOf(definition, structuredClone(definition))).toEqual([]);
  }
});
