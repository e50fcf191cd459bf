import { formatExponent, formatFixed } from '../../../../lib/kind/cel/library/decimal';

test.each([
  [0.125, 2, '0.12'],
  [0.375, 2, '0.38'],
  [2.675, 2, '2.67'],
  [0.5, 0, '0'],
  [1.5, 0, '2'],
  [-1234567.5, 1, '-1,234,567.5'],
  [1e21, 0, '1,000,000,000,000,000,000,000'],
  [-0, 1, '-0.0'],
  [Number.NaN, 1, 'NaN'],
  [-Infinity, 1, '-∞'],
])('%d to %d digits is %s', (value, precision, text) => {
  expect(formatFixed(value, precision)).toBe(text);
});

test('numbers can be without commas', () => {
  expect(formatFixed(1234.5, 1, false)).toBe('1234.5');
});

test('a power of ten is raised, in two digits at least', () => {
  expect(formatExponent(1234.5, 2)).toBe('1.23×10⁰³');
  expect(formatExponent(1e-100, 1)).toBe('1.0×10⁻¹⁰⁰');
  expect(formatExponent(Infinity, 1)).toBe('∞');
});
