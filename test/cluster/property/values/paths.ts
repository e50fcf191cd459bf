import * as fc from 'fast-check';
import { grapheme } from '../../../support/units';
import { mostly } from './records';

const step = mostly(
  fc.stringMatching(/^[a-z0-9]{1,6}$/),
  fc
    .oneof(
      fc.string({ unit: grapheme, minLength: 1, maxLength: 6 }),
      fc.constantFrom('A-b_c', '.hidden', 'a b', '...', '.', ''),
    )
    .filter((part) => !/[/:\0]/.test(part) && part !== '..'),
  8,
);

/** Absolute paths below the root, deep ones and other spellings among them. */
export const absolutePath: fc.Arbitrary<string> = mostly(
  fc.tuple(fc.array(step, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '', '', '/')),
  fc.tuple(fc.array(step, { minLength: 20, maxLength: 40 }), fc.constant('')),
  20,
)
  .map(([steps, tail]) => `/${steps.join('/')}${tail}`)
  .filter((path) => /[^/.]/.test(path));
