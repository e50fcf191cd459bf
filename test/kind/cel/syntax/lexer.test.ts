import { tokenize } from '../../../../lib/kind/cel/syntax/lexer';
import { Uint } from '../../../../lib/kind/cel/values/uint';

const valuesOf = (text: string) =>
  tokenize(text)
    .filter(({ kind }) => kind === 'literal')
    .map(({ value }) => value);

test('an expression is split into words, which know where they begin', () => {
  expect(tokenize('self.a >=1 // end')).toEqual([
    { kind: 'identifier', text: 'self', at: 0 },
    { kind: 'punctuation', text: '.', at: 4 },
    { kind: 'identifier', text: 'a', at: 5 },
    { kind: 'punctuation', text: '>=', at: 7 },
    { kind: 'literal', text: '1', at: 9, value: 1n },
    { kind: 'end', text: 'the end', at: 17 },
  ]);
});

test('numbers are int, uint or double by how they are written', () => {
  expect(valuesOf('1 0x1F 2u 0xffU 1.5 1e3 .5 2.5E-1')).toEqual([
    ...[1n, 31n, new Uint(2n), new Uint(255n), 1.5, 1000, 0.5, 0.25],
  ]);
});

test('texts are in any quotes, with escapes or raw, and of bytes', () => {
  expect(
    valuesOf(`'a' "b" '''c'd''' """e"f""" r'\\d' R"\\" b'g' rb'h'`.replace(" rb'h'", " br'\\d'")),
  ).toEqual([...['a', 'b', "c'd", 'e"f', '\\d', '\\'], new Uint8Array([0x67]), new Uint8Array([0x5c, 0x64])]);
});

test('words of the language are values, and names in backticks are names', () => {
  expect(valuesOf('true false null')).toEqual([true, false, null]);
  expect(tokenize('`a-b/c.d`')[0]).toEqual({ kind: 'quoted', text: 'a-b/c.d', at: 0 });
  expect(tokenize('in')[0]?.kind).toBe('punctuation');
});

test.each([
  ["1 + 'abc", 'a text is not closed', 4],
  ["'a\nb'", 'a text is not closed', 0],
  ['a # b', '"#" has no meaning here', 2],
  ['a = b', '"=" has no meaning here', 2],
  ['18446744073709551616u', 'too large for a uint', 0],
])('%j is refused where it goes wrong', (text, message, at) => {
  expect(() => tokenize(text)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(message), at }),
  );
});
