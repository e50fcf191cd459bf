import {
  Duration,
  floorDiv,
  parseDuration,
  parseTimestamp,
  Timestamp,
} from '../../../../lib/kind/cel/values/time';

test.each([
  ['2020-02-29T10:11:12Z', '2020-02-29T10:11:12Z'],
  ['2020-01-01T00:00:00.123456789Z', '2020-01-01T00:00:00.123456789Z'],
  ['2020-01-01T00:00:00.5000Z', '2020-01-01T00:00:00.5Z'],
  ['2020-01-01T00:00:00+02:00', '2020-01-01T00:00:00+02:00'],
  ['2020-01-01T00:00:00-05:30', '2020-01-01T00:00:00-05:30'],
  ['1969-12-31T23:59:59.25Z', '1969-12-31T23:59:59.25Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
])('%s is a moment, and written as %s', (text, written) => {
  expect(String(parseTimestamp(text))).toBe(written);
});

test.each([
  '2020-02-30T00:00:00Z',
  '2020-01-01T24:00:00Z',
  '2020-01-01T00:00:60Z',
  '2020-01-01T00:00:00',
  '2020-01-01',
  '2020-01-01T00:00:00+25:00',
  '20-01-01T00:00:00Z',
])('%s is no moment', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
});

test('moments of different clocks are the same to the nanosecond', () => {
  expect(parseTimestamp('2020-01-01T02:00:00+02:00')?.nanos).toBe(
    parseTimestamp('2020-01-01T00:00:00Z')?.nanos,
  );
  expect(parseTimestamp('1970-01-01T00:00:00.000000001Z')?.nanos).toBe(1n);
});

test('there are moments from the year 1 to the year 9999', () => {
  expect(() => new Timestamp(-62135596801n * 1_000_000_000n)).toThrow('timestamp overflow');
  expect(() => new Timestamp(253402300800n * 1_000_000_000n)).toThrow('timestamp overflow');
});

test.each([
  ['1h30m', '5400s'],
  ['1.5s', '1.5s'],
  ['-.5ms', '-0.0005s'],
  ['1us2ns', '0.000001002s'],
  ['1µs', '0.000001s'],
  ['0', '0s'],
  ['+1h', '3600s'],
])('%s is a length of time, and written as %s', (text, written) => {
  expect(String(parseDuration(text))).toBe(written);
});

test.each(['', '1', '1d', 's', '1h 30m', '.s', '9999999h'])('"%s" is no length of time', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('a length of time has 292 years at most', () => {
  expect(parseDuration('-9223372036854775808ns')?.nanos).toBe(-(2n ** 63n));
  expect(() => new Duration(2n ** 63n)).toThrow('duration overflow');
});

test('division rounds down before 1970 too', () => {
  expect([floorDiv(7n, 2n), floorDiv(-7n, 2n), floorDiv(-8n, 2n)]).toEqual([3n, -4n, -4n]);
});
