import { checkDuration, secondsOf } from '../../lib/observability/duration';

test.each([
  ['30s', 30],
  ['5m', 300],
  ['1h30m', 5400],
  ['1d', 86_400],
  ['2w', 1_209_600],
  ['1y', 31_536_000],
  ['1s500ms', 1.5],
])('%s has %d seconds', (duration, seconds) => {
  expect(secondsOf(duration)).toBe(seconds);
  expect(checkDuration(duration)).toBe(duration);
});

test.each(['', '0', '0s', '30', '1.5h', '30m1h', '-5m', '5 m', '5M', '1h30'])(
  '%p is no duration',
  (duration) => {
    expect(() => checkDuration(duration)).toThrow(`is not a duration; given: ${JSON.stringify(duration)}`);
  },
);
