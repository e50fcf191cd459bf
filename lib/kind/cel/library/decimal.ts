/** Digits after the point in which every number of CEL is exact enough for any precision that is asked of it. */
const EXACT = 100;

/**
 * A number with so many digits after the point, halves rounded to the even digit.
 * @param grouped whether thousands are separated by commas
 */
export function formatFixed(value: number, precision: number, grouped = true): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}∞`;
  const digits = roundTo(Math.abs(value), Math.min(precision, EXACT)).padStart(precision + 1, '0');
  const whole = precision === 0 ? digits : digits.slice(0, -precision);
  const fraction = precision === 0 ? '' : `.${digits.slice(-precision)}`;
  return `${sign}${grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole}${fraction}`;
}

/** The digits of a number multiplied by a power of ten, rounded to an integer. */
function roundTo(value: number, precision: number): string {
  const exact =
    value >= 1e21 ? BigInt(value) * 10n ** BigInt(EXACT) : BigInt(value.toFixed(EXACT).replace('.', ''));
  const unit = 10n ** BigInt(EXACT - precision);
  const [quotient, rest] = [exact / unit, exact % unit];
  const isUp = rest * 2n > unit || (rest * 2n === unit && quotient % 2n === 1n);
  return String(isUp ? quotient + 1n : quotient);
}

const RAISED: Readonly<Record<string, string>> = {
  ...{ '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴' },
  ...{ '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹' },
};

/** A number as a mantissa of so many digits after the point and a power of ten, which has two digits at least. */
export function formatExponent(value: number, precision: number): string {
  if (!Number.isFinite(value)) return formatFixed(value, precision);
  const [mantissa = '', power = '0'] = value.toExponential(precision).split('e');
  const exponent = Math.abs(Number(power)).toString().padStart(2, '0');
  const raised = [...(Number(power) < 0 ? `-${exponent}` : exponent)].map((char) => RAISED[char]).join('');
  return `${mantissa}×10${raised}`;
}
