import * as fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/** Any code point that UTF-8 has; half of those drawn are small. */
export const codePoint: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0x10ffff - SURROGATES.count }))
  .map((index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count));

/**
 * What readers take for one character: of several scripts, of either width and direction, and of several code points.
 * fast-check's own `unit: 'grapheme'` takes a second to make in each test file.
 */
export const grapheme: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: between(0x20, 0x7e) },
  { weight: 1, arbitrary: between(0xa1, 0x17f) },
  { weight: 1, arbitrary: between(0x3b1, 0x3c9) },
  { weight: 1, arbitrary: between(0x430, 0x44f) },
  { weight: 1, arbitrary: between(0x5d0, 0x5ea) },
  { weight: 1, arbitrary: between(0x4e00, 0x9fff) },
  { weight: 1, arbitrary: between(0x1f600, 0x1f64f) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('e\u0301', 'नि', '각', '👩‍👩‍👧', '🇩🇪', '👍🏽', '☁\ufe0f', 'ﬁ', '①'),
  },
);

function between(min: number, max: number): fc.Arbitrary<string> {
  return fc.integer({ min, max }).map((point) => String.fromCodePoint(point));
}
