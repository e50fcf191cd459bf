import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PlatformError } from '../../../lib/core/errors';
import { Quantity } from '../../../lib/core/values/quantity';
import { grapheme } from '../../support/units';

/** Inputs with what apimachinery v0.34.2 makes of them (`CanonicalizeBytes`); null where it refuses them. */
const cases: readonly (readonly [string, string | null])[] = JSON.parse(
  readFileSync(join(__dirname, 'quantity.cases.json'), 'utf8'),
);

const written = (input: string): string | null => {
  try {
    return Quantity.of(input).toString();
  } catch (error) {
    if (error instanceof PlatformError) return null;
    throw error;
  }
};

const SUFFIXES = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'e3', 'E-3'];

/** Amounts small enough that neither binary caps nor missing suffixes come into play. */
const quantity = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.nat(9000),
    fc.option(fc.nat(9999), { nil: undefined }),
    fc.constantFrom(...SUFFIXES),
  )
  .map(
    ([sign, whole, fraction, suffix]) =>
      `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`,
  )
  .map((text) => Quantity.of(text));

describe('a quantity', () => {
  it('is accepted, refused and written as apimachinery does', () => {
    const wrong = cases.filter(([input, expected]) => written(input) !== expected);
    expect(wrong.map(([input, expected]) => ({ input, expected, got: written(input) }))).toEqual([]);
  });

  it('is checked against a table with hundreds of valid and dozens of invalid inputs', () => {
    expect(cases.filter(([, expected]) => expected !== null).length).toBeGreaterThan(300);
    expect(cases.filter(([, expected]) => expected === null).length).toBeGreaterThan(70);
  });

  it.each([
    ['1000m', '1'],
    ['1024Mi', '1Gi'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['1e3', '1e3'],
    ['1000Ki', '1000Ki'],
    ['0.5Ki', '512'],
    ['0.1n', '1n'],
    ['-0.1n', '-1n'],
    ['9Ei', '9223372036854775807'],
    ['1e-1000', '1e-9'],
  ])('writes %s as %s', (input, canonical) => {
    expect(Quantity.of(input).toString()).toBe(canonical);
  });

  it.each([
    ['1.234', '1234m'],
    ['+5', '5'],
    ['007', '7'],
    ['1E3', '1e3'],
    ['1.Gi', '1Gi'],
  ])('writes %s canonically, as %s, where Go would repeat it unchanged', (input, canonical) => {
    expect(Quantity.of(input).toString()).toBe(canonical);
  });

  it('takes a number for its decimal digits, without an exponent', () => {
    expect(Quantity.of(2).toString()).toBe('2');
    expect(Quantity.of(0.1).toString()).toBe('100m');
    expect(Quantity.of(-0).toString()).toBe('0');
    expect(Quantity.of(1e-7).toString()).toBe('100n');
    expect(Quantity.of(5e-324).toString()).toBe('1n');
    expect(Quantity.of(1024).toString()).toBe('1024');
    expect(Quantity.of(1e20).toString()).toBe('100E');
    expect(Quantity.of(Number.MAX_SAFE_INTEGER).toString()).toBe('9007199254740991');
  });

  it('is returned as it is when it is one already', () => {
    const half = Quantity.of('500m');
    expect(Quantity.of(half)).toBe(half);
  });

  it('is a string in JSON', () => {
    expect(JSON.stringify({ cpu: Quantity.of('0.5') })).toBe('{"cpu":"500m"}');
  });

  it('has neither `value` nor `resolve`, which cdk8s would take for a token', () => {
    const one = Quantity.of(1);
    expect('value' in one).toBe(false);
    expect('resolve' in one).toBe(false);
  });

  it('differs from others for equality matchers', () => {
    expect(Quantity.of('1Gi')).toEqual(Quantity.of('1024Mi'));
    expect(Quantity.of('1Gi')).not.toEqual(Quantity.of('1G'));
  });

  it('is read back from its canonical form as the same quantity', () => {
    fc.assert(
      fc.property(quantity, (q) => {
        const again = Quantity.of(q.toString());
        expect(again.toString()).toBe(q.toString());
        expect(again.compare(q)).toBe(0);
      }),
    );
  });

  it('is written without a fraction, a plus sign or a leading zero', () => {
    fc.assert(
      fc.property(quantity, (q) => {
        expect(q.toString()).toMatch(/^(0|-?[1-9]\d*([numkMGTPE]|[KMGTPE]i|e-?\d+)?)$/);
      }),
    );
  });

  it('knows whether it is zero or negative', () => {
    expect(['0', '-0', '0.0Gi', '0e5'].map((text) => Quantity.of(text).isZero)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(Quantity.of('1n').isZero).toBe(false);
    expect(Quantity.of('-1n').isNegative).toBe(true);
    expect(Quantity.of('-0').isNegative).toBe(false);
    expect(Quantity.of('1n').isNegative).toBe(false);
  });

  it('is a number, as exactly as a number can be', () => {
    expect(Quantity.of('1500m').toNumber()).toBe(1.5);
    expect(Quantity.of('-1Gi').toNumber()).toBe(-1073741824);
    expect(Quantity.of('1n').toNumber()).toBe(1e-9);
  });
});

describe('comparing quantities', () => {
  it('goes by amount, not by suffix', () => {
    expect(Quantity.of('1Gi').compare('1G')).toBe(1);
    expect(Quantity.of('1000m').compare(1)).toBe(0);
    expect(Quantity.of('1Ki').compare('1025')).toBe(-1);
    expect(Quantity.of('-1').compare('1n')).toBe(-1);
  });

  it('orders as exact integers do', () => {
    const integer = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        const expected = a === b ? 0 : a < b ? -1 : 1;
        expect(Quantity.of(`${a}n`).compare(`${b}n`)).toBe(expected);
        expect(Quantity.of(`${a}`).compare(`${b}`)).toBe(expected);
      }),
    );
  });
});

describe('calculating with quantities', () => {
  it('adds exactly, where floating point does not', () => {
    expect(Quantity.of(0.1).add(0.2).toString()).toBe('300m');
    expect(Quantity.of('1Ei').add('1n').toString()).toBe('1152921504606846976000000001n');
  });

  it('keeps the format of the first quantity that is not zero, as Go does', () => {
    expect(Quantity.of('1Gi').add('1024').toString()).toBe('1048577Ki');
    expect(Quantity.of('1024').add('1Gi').toString()).toBe('1073742848');
    expect(Quantity.of('0').add('1Gi').toString()).toBe('1Gi');
    expect(Quantity.of('0Gi').add('1000').toString()).toBe('1k');
    expect(Quantity.of('1e3').add('1k').toString()).toBe('2e3');
    expect(Quantity.of('1Gi').add('-1Gi').add('1M').toString()).toBe('1M');
  });

  it.each([
    ['1m', '1m'],
    ['1', '1'],
    ['1Gi', '1Gi'],
    ['0', '0'],
    ['1n', '1m'],
    ['100u', '1m'],
    ['22034200u', '22035m'],
    ['1.0000001', '1001m'],
    ['-1n', '-1m'],
    ['1e-4', '1e-3'],
  ])('rounds %s up to thousandths as %s, as the API server does', (given, rounded) => {
    expect(Quantity.of(given).roundUp().toString()).toBe(rounded);
  });

  it('multiplies, and keeps the format', () => {
    expect(Quantity.of('100m').times(15).toString()).toBe('1500m');
    expect(Quantity.of('512Mi').times(2).toString()).toBe('1Gi');
    expect(Quantity.of('512Mi').times(0).toString()).toBe('0');
    expect(Quantity.of('1.5Ki').times(4).toString()).toBe('6Ki');
    expect(Quantity.of('0.00048828125Ki').times(4096).toString()).toBe('2048');
    expect(Quantity.of('1Gi').times(-3).toString()).toBe('-3Gi');
  });

  it('adds in any order to the same amount', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        expect(a.add(b).compare(b.add(a))).toBe(0);
      }),
    );
  });

  it('multiplies to the same amount as adding repeatedly', () => {
    fc.assert(
      fc.property(quantity, fc.integer({ min: 0, max: 12 }), (q, n) => {
        let sum = Quantity.of(0);
        for (let i = 0; i < n; i += 1) sum = sum.add(q);
        expect(q.times(n).toString()).toBe(sum.toString());
      }),
    );
  });

  it('refuses a factor that is not an integer', () => {
    expect(() => Quantity.of(1).times(1.5)).toThrow(
      'cannot multiply a quantity; given: 1.5; allowed: an integer',
    );
    expect(() => Quantity.of(1).times(Number.NaN)).toThrow('given: "NaN"');
  });

  it('refuses a result that Kubernetes would write without its suffix', () => {
    expect(Quantity.of('1Ei').times(1000).toString()).toBe('1000Ei');
    expect(() => Quantity.of('1Ei').times(1024)).toThrow(
      'is too large for Kubernetes to write as a quantity; given: "1Ei * 1024"; allowed: less than 1024Ei',
    );
    expect(() => Quantity.of('999E').add('1E')).toThrow('given: "999E + 1E"; allowed: less than 1000E');
  });
});

describe('a value that is not a quantity', () => {
  const allowed =
    'allowed: a decimal number, alone or with a suffix (n u m k M G T P E, or Ki Mi Gi Ti Pi Ei) or an exponent (1e3)';

  it.each([
    ['1GB', '; fix: write "1Gi" (powers of 1024) or "1G" (powers of 1000)'],
    ['1K', '; fix: write "1Ki" (powers of 1024) or "1k" (powers of 1000)'],
    ['512mib', '; fix: write "512Mi"'],
    ['1 Gi', '; fix: write "1Gi"'],
    ['1,5', ''],
    ['', ''],
    ['Gi', ''],
    ['.', ''],
    ['-', ''],
  ])('is refused with what is allowed and, for a slip, what was meant: %j', (input, fix) => {
    const message = `is not a Kubernetes quantity; given: ${JSON.stringify(input)}; ${allowed}${fix}`;
    expect(() => Quantity.of(input)).toThrow(PlatformError);
    expect(() => Quantity.of(input)).toThrow(new Error(message));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, null, {}, 5n])('is refused: %p', (input) => {
    expect(() => Quantity.of(input as never)).toThrow(PlatformError);
    expect(() => Quantity.of(input as never)).toThrow('is not a Kubernetes quantity');
  });

  it.each(['1000E', '-1000E', '1000000000P', 1e21])(
    'is refused when Go would lose its suffix: %j',
    (input) => {
      expect(() => Quantity.of(input)).toThrow(
        `is too large for Kubernetes to write as a quantity; given: ${JSON.stringify(`${input}`)}; allowed: less than 1000E`,
      );
    },
  );

  it('is refused when its exponent is absurd', () => {
    const range = 'allowed: an exponent from -1000 to 1000';
    expect(() => Quantity.of('1e1001')).toThrow(`has an exponent out of range; given: "1e1001"; ${range}`);
    expect(() => Quantity.of('1e-99999999999')).toThrow(range);
  });

  it('is any text with another character in it', () => {
    const other = fc
      .string({ minLength: 1, unit: grapheme })
      .filter((text) => /[^0-9.eEinumkKMGTP+-]/u.test(text));
    fc.assert(
      fc.property(fc.nat(), other, (number, text) => {
        expect(() => Quantity.of(`${number}${text}`)).toThrow(PlatformError);
      }),
    );
  });

  it('names no construct, which the caller adds', () => {
    try {
      Quantity.of('x');
      throw new Error('accepted');
    } catch (error) {
      expect(error).toBeInstanceOf(PlatformError);
      expect(error).toHaveProperty('where', {});
    }
  });

  it('is shared out in proportion, in whole steps, what is left over to the largest fractions', () => {
    const share = (amount: string, weights: number[], step: string | number) =>
      Quantity.of(amount).share(weights, step).map(String);
    expect(share('10', [1, 1, 1], 1)).toEqual(['4', '3', '3']);
    expect(share('10', [1, 1, 1], '1m')).toEqual(['3334m', '3333m', '3333m']);
    expect(share('10', [1, 2], 1)).toEqual(['3', '7']);
    expect(share('1', [1, 9], 1)).toEqual(['0', '1']);
    expect(share('16Gi', [3, 1], 1)).toEqual(['12Gi', '4Gi']);
    // Not 192000, which is read as a decimal number and written 192k.
    expect(share('375Ki', [1, 1], 1)).toEqual(['192k', '192k']);
    expect(share('1500m', [1], 1)).toEqual(['1']);
  });
});
