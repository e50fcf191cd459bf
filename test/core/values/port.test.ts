import fc from 'fast-check';
import { PlatformError } from '../../../lib/core/errors';
import { parsePort, parsePortName } from '../../../lib/core/values/port';

describe('a port', () => {
  it('is any integer from 1 to 65535', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 65535 }), (port) => parsePort(port) === port));
    expect([parsePort(1), parsePort(65535)]).toEqual([1, 65535]);
  });

  it.each([
    [0, '0'],
    [-1, '-1'],
    [65536, '65536'],
    [80.5, '80.5'],
    [Number.NaN, '"NaN"'],
    [Number.POSITIVE_INFINITY, '"Infinity"'],
    ['80', '"80"'],
    [undefined, 'nothing'],
    [null, 'null'],
  ])('is not %p', (input, given) => {
    const refused = () => parsePort(input as never);
    expect(refused).toThrow(PlatformError);
    expect(refused).toThrow(new Error(`is not a port; given: ${given}; allowed: an integer from 1 to 65535`));
  });

  it('is no other integer', () => {
    const other = fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 65536 }));
    fc.assert(fc.property(other, (port) => expect(() => parsePort(port)).toThrow(PlatformError)));
  });
});

describe('the name of a port', () => {
  it.each(['http', 'a', 'h2c', '8080-tcp', '0a', 'a-b-c', 'abcdefghijklmno'])('may be %s', (name) => {
    expect(parsePortName(name)).toBe(name);
  });

  it.each([
    '',
    '8080',
    '1-2',
    'HTTP',
    'a--b',
    '-a',
    'a-',
    '-',
    'a_b',
    'a.b',
    'a b',
    'é',
    'a\n',
    'abcdefghijklmnop',
  ])('is not %j', (input) => {
    const refused = () => parsePortName(input);
    expect(refused).toThrow(PlatformError);
    expect(refused).toThrow(
      new Error(
        `is not a port name; given: ${JSON.stringify(input)}; allowed: at most 15 lower-case letters, digits and single "-" between them, at least one of them a letter (IANA_SVC_NAME)`,
      ),
    );
  });

  it.each([undefined, null, 80])('is not %p', (input) => {
    expect(() => parsePortName(input as never)).toThrow(PlatformError);
  });

  it('follows the separate rules that Kubernetes has for it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'z', '0', '9', '-', 'A'), maxLength: 17 });
    const valid = (name: string) =>
      name.length <= 15 &&
      !/[^a-z0-9-]/.test(name) &&
      /[a-z]/.test(name) &&
      !name.includes('--') &&
      !name.startsWith('-') &&
      !name.endsWith('-');
    fc.assert(
      fc.property(text, (name) => {
        if (valid(name)) expect(parsePortName(name)).toBe(name);
        else expect(() => parsePortName(name)).toThrow(PlatformError);
      }),
      { numRuns: 2000 },
    );
  });
});
