import {
  decodeBase64,
  parseDataDuration,
  parseDataTimestamp,
  parseDate,
} from '../../../../lib/kind/cel/values/formats';

test('moments are read with and without a zone', () => {
  expect(String(parseDataTimestamp('2020-01-01T00:00:00.5+01:00'))).toBe('2020-01-01T00:00:00.5+01:00');
  expect(String(parseDataTimestamp('2020-01-01T00:00:00'))).toBe('2020-01-01T00:00:00Z');
  expect(String(parseDataTimestamp(''))).toBe('1970-01-01T00:00:00Z');
  expect(parseDataTimestamp('yesterday')).toBeUndefined();
});

test('days are read', () => {
  expect(String(parseDate('2020-02-29'))).toBe('2020-02-29T00:00:00Z');
  expect(parseDate('2019-02-29')).toBeUndefined();
});

test.each([
  ['1h30m', '5400s'],
  ['3 days', '259200s'],
  ['2w', '1209600s'],
  ['1 hour 5 mins', '3900s'],
])('%s is a length of time, %s', (text, length) => {
  expect(String(parseDataDuration(text))).toBe(length);
});

test('other words are no length of time', () => {
  expect(parseDataDuration('soon')).toBeUndefined();
});

test('base64 is that for URLs, with padding', () => {
  expect(decodeBase64('_-8=')).toEqual(new Uint8Array([0xff, 0xef]));
  expect(decodeBase64('')).toEqual(new Uint8Array([]));
  for (const text of ['/+8=', 'a', 'aGk']) expect(decodeBase64(text)).toBeUndefined();
});
