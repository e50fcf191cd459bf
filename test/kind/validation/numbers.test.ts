import { numberFault } from '../../../lib/kind/validation/numbers';

// What follows is what API servers do, odd as some of it is; the same cases are in test/cluster/fixtures/values.

test.each([
  ['an integer at a bound with a fraction, of which Go drops the fraction', { minimum: 2.5 }, 2, true],
  ['an integer above such a bound', { maximum: 2.5 }, 3, false],
  ['a fraction, which is compared as it is', { minimum: 2.5 }, 2.4, false],
  ['a bound beyond 64 bits, which wraps around', { maximum: 1e20 }, 1, false],
  ['the greatest integer of 64 bits that JSON has digits for', { maximum: 2 ** 62 }, 2 ** 62, false],
  ['an excluded bound', { maximum: 3, exclusiveMaximum: true }, 3, false],
  ['a multiple of a fraction, where it is an integer', { multipleOf: 0.5 }, 2, false],
  ['a multiple of a fraction', { multipleOf: 0.1 }, 0.7, true],
  ['a multiple of a fraction but for what binary fractions lose', { multipleOf: 0.1 }, -1.1, true],
  ['no multiple of a fraction', { multipleOf: 0.1 }, 0.75, false],
  ['a large multiple', { multipleOf: 3 }, 2 ** 53, false],
  ['a multiple of nothing', { multipleOf: 0 }, 4, false],
  ['a fraction as a multiple of less than nothing', { multipleOf: -1 }, 0.5, false],
  ['a multiple too great to tell', { multipleOf: 0.1 }, 1e300, false],
] as const)('%s', (_, schema, value, passes) => {
  expect(numberFault({ type: 'number', ...schema }, value) === undefined).toBe(passes);
});

test.each([
  ['the least integer of 32 bits', 'int32', -(2 ** 31), true],
  ['one less', 'int32', -(2 ** 31) - 1, false],
  ['one more than the greatest', 'int32', 2 ** 31, false],
  ['an integer of 64 bits', 'int64', 2 ** 31, true],
] as const)('%s is judged by its format', (_, format, value, passes) => {
  expect(numberFault({ type: 'integer', format }, value) === undefined).toBe(passes);
});

test('a format of integers says nothing of other numbers', () => {
  expect(numberFault({ type: 'number', format: 'int32' }, 2 ** 40)).toBeUndefined();
  expect(numberFault({ format: 'int32' }, 2 ** 40)).toBeUndefined();
});
