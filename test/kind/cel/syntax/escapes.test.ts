import { unescapeBytes, unescapeText } from '../../../../lib/kind/cel/syntax/escapes';

test('escapes of texts are characters', () => {
  expect(unescapeText('\\a\\b\\f\\n\\r\\t\\v\\\\\\"\\\'\\`\\?', 0)).toBe('\u0007\b\f\n\r\t\v\\"\'`?');
  expect(unescapeText('\\x41\\u00e4\\U0001F600\\101', 0)).toBe('Aä😀A');
});

test('escapes of bytes are bytes, and other characters are those of UTF-8', () => {
  expect([...unescapeBytes('\\xff\\377ä\\n', false, 0)]).toEqual([0xff, 0xff, 0xc3, 0xa4, 0x0a]);
  expect([...unescapeBytes('\\n', true, 0)]).toEqual([0x5c, 0x6e]);
});

test.each([
  ['a\\q', '\\q is not an escape', 11],
  ['\\ud800', '\\ud800 is not a character of Unicode', 10],
  ['\\U00110000', 'is not a character of Unicode', 10],
])('%s is no text', (content, message, at) => {
  expect(() => unescapeText(content, 10)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(message), at }),
  );
});

test('characters by their number have no meaning in bytes', () => {
  expect(() => unescapeBytes('\\u0041', false, 0)).toThrow('\\u0041 has no meaning in bytes');
});
