import fc from 'fast-check';
import { PlatformError } from '../../../lib/core/errors';
import { Cidr } from '../../../lib/core/values/cidr';

const dotted = (bits: number): string => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
const masked = (bits: number, prefix: number): number =>
  prefix === 0 ? 0 : (bits & (-1 << (32 - prefix))) >>> 0;
const hex = (bits: bigint): string =>
  Array.from({ length: 8 }, (_, i) => ((bits >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(':');

const v4 = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([bits, prefix]) => ({ network: masked(bits, prefix), prefix }));
const v4Text = v4.map(({ network, prefix }) => `${dotted(network)}/${prefix}`);

/** IPv6 networks outside of ::/8, and so not IPv4-mapped. */
const v6 = fc
  .tuple(fc.bigInt({ min: 2n ** 120n, max: 2n ** 128n - 1n }), fc.integer({ min: 8, max: 128 }))
  .map(([bits, prefix]) => {
    const host = BigInt(128 - prefix);
    return { network: (bits >> host) << host, prefix };
  });
const v6Text = v6.map(({ network, prefix }) => `${hex(network)}/${prefix}`);

/** Nearby networks, so that some contain others. */
const nested = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 26, max: 32 }))
  .map(([bits, prefix]) => ({ network: masked(bits, prefix), prefix }));

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8', 'IPv4'],
    ['0.0.0.0/0', '0.0.0.0/0', 'IPv4'],
    ['192.168.1.1/32', '192.168.1.1/32', 'IPv4'],
    ['255.255.255.255/32', '255.255.255.255/32', 'IPv4'],
    ['::/0', '::/0', 'IPv6'],
    ['::1/128', '::1/128', 'IPv6'],
    ['2001:DB8::/32', '2001:db8::/32', 'IPv6'],
    ['2001:0db8:0:0:0:0:0:0/32', '2001:db8::/32', 'IPv6'],
    ['fd00:0:0:1:0:0:0:0/64', 'fd00:0:0:1::/64', 'IPv6'],
    ['1:0:0:2:0:0:3:0/112', '1::2:0:0:3:0/112', 'IPv6'],
    ['64:ff9b::192.0.2.0/120', '64:ff9b::c000:200/120', 'IPv6'],
    ['::10.0.0.0/128', '::a00:0/128', 'IPv6'],
  ])('is written canonically: %s as %s, %s', (input, canonical, family) => {
    const cidr = Cidr.of(input);
    expect(cidr.toString()).toBe(canonical);
    expect(cidr.family).toBe(family);
  });

  it('is read back from its canonical form as the same network', () => {
    fc.assert(
      fc.property(fc.oneof(v4Text, v6Text), (text) => {
        const cidr = Cidr.of(text);
        expect(Cidr.of(cidr.toString()).toString()).toBe(cidr.toString());
        expect(Cidr.of(cidr)).toBe(cidr);
        expect(Cidr.of(text.toUpperCase()).toString()).toBe(cidr.toString());
      }),
    );
  });

  it('keeps the bits of every IPv6 address, however it is compressed', () => {
    fc.assert(
      fc.property(v6, ({ network, prefix }) => {
        const [address = ''] = Cidr.of(`${hex(network)}/${prefix}`)
          .toString()
          .split('/');
        const [head = '', tail] = address.split('::').map((side) => (side === '' ? [] : side.split(':')));
        const zeros = tail === undefined ? 0 : 8 - head.length - tail.length;
        const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])];
        expect(groups.join(':')).toBe(hex(network));
      }),
    );
  });

  it('is a string in JSON', () => {
    expect(JSON.stringify([Cidr.of('2001:DB8::/32')])).toBe('["2001:db8::/32"]');
  });
});

describe('networks', () => {
  it.each([
    ['10.0.0.0/8', '10.1.0.0/16', true, true],
    ['10.1.0.0/16', '10.0.0.0/8', false, true],
    ['10.0.0.0/8', '10.0.0.0/8', true, true],
    ['10.0.0.0/8', '11.0.0.0/8', false, false],
    ['0.0.0.0/0', '255.255.255.255/32', true, true],
    ['::/0', '2001:db8::/32', true, true],
    ['::/0', '0.0.0.0/0', false, false],
    ['0.0.0.0/0', '::/0', false, false],
    ['2001:db8::/33', '2001:db8:8000::/33', false, false],
    ['2001:db8::/32', '2001:db8:8000::/33', true, true],
  ])('%s and %s: the first contains the second: %s, they overlap: %s', (a, b, contains, overlaps) => {
    expect(Cidr.of(a).contains(Cidr.of(b))).toBe(contains);
    expect(Cidr.of(a).overlaps(Cidr.of(b))).toBe(overlaps);
    expect(Cidr.of(b).overlaps(Cidr.of(a))).toBe(overlaps);
  });

  it('contain and overlap as their ranges of addresses do', () => {
    fc.assert(
      fc.property(nested, nested, (a, b) => {
        const [x, y] = [a, b].map(({ network, prefix }) => Cidr.of(`${dotted(network)}/${prefix}`)) as [
          Cidr,
          Cidr,
        ];
        const lastA = a.network + 2 ** (32 - a.prefix) - 1;
        const lastB = b.network + 2 ** (32 - b.prefix) - 1;
        expect(x.contains(y)).toBe(a.network <= b.network && lastB <= lastA);
        expect(x.overlaps(y)).toBe(a.network <= lastB && b.network <= lastA);
      }),
      { numRuns: 1000 },
    );
  });

  it('contain every network within them', () => {
    fc.assert(
      fc.property(v6, fc.nat(128), ({ network, prefix }, more) => {
        const outer = Cidr.of(`${hex(network)}/${prefix}`);
        const inner = Cidr.of(`${hex(network)}/${Math.min(128, prefix + more)}`);
        expect(outer.contains(inner)).toBe(true);
        expect(inner.contains(outer)).toBe(more === 0 || prefix === 128);
      }),
    );
  });
});

describe('a value that is not a network', () => {
  const examples = 'allowed: a network address and a prefix length, such as 10.0.0.0/8 or 2001:db8::/32';

  it.each([
    [
      '10.0.0.1',
      `has no prefix length; given: "10.0.0.1"; ${examples}; fix: write "10.0.0.1/32" for that one address`,
    ],
    ['::1', `has no prefix length; given: "::1"; ${examples}; fix: write "::1/128" for that one address`],
    [
      '10.1.2.3/8',
      'has bits set beyond the prefix length; given: "10.1.2.3/8"; allowed: the network address; fix: write "10.0.0.0/8" for the network, or "10.1.2.3/32" for that one address',
    ],
    [
      '2001:db8::1/32',
      'has bits set beyond the prefix length; given: "2001:db8::1/32"; allowed: the network address; fix: write "2001:db8::/32" for the network, or "2001:db8::1/128" for that one address',
    ],
    [
      '010.0.0.0/8',
      `is not a CIDR: IPv4 with leading zeros means other addresses to other programs; given: "010.0.0.0/8"; ${examples}`,
    ],
    ['10.0/16', `is not a CIDR: an IPv4 address has four parts; given: "10.0/16"; ${examples}`],
    ['167772160/8', `is not a CIDR: an IPv4 address has four parts; given: "167772160/8"; ${examples}`],
    [
      '10.0.0.0/33',
      'has no valid IPv4 prefix length; given: "10.0.0.0/33"; allowed: 0 to 32, without leading zeros',
    ],
    ['::/129', 'has no valid IPv6 prefix length; given: "::/129"; allowed: 0 to 128, without leading zeros'],
    [
      '10.0.0.0/08',
      'has no valid IPv4 prefix length; given: "10.0.0.0/08"; allowed: 0 to 32, without leading zeros',
    ],
    [
      '::ffff:10.0.0.0/104',
      `is an IPv4-mapped IPv6 address; given: "::ffff:10.0.0.0/104"; ${examples}; fix: write "10.0.0.0/8"`,
    ],
    [
      '::ffff:0:0/90',
      `is an IPv4-mapped IPv6 address; given: "::ffff:0:0/90"; ${examples}; fix: write an IPv4 network`,
    ],
    ['fe80::%eth0/64', `is not a CIDR: it has a zone; given: "fe80::%eth0/64"; ${examples}`],
  ])('is refused with what was probably meant: %s', (input, message) => {
    expect(() => Cidr.of(input)).toThrow(PlatformError);
    expect(() => Cidr.of(input)).toThrow(new Error(message));
  });

  it.each([
    '',
    '/',
    '/8',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    ' 10.0.0.0/8',
    '10.0.0.0/8 ',
    '10.0.0.0 /8',
    '10.0.0/24',
    '10.0.0.0.0/8',
    '10.0.0.256/32',
    '0x0a.0.0.0/8',
    '10..0.0/8',
    'example.com/24',
    ':/0',
    ':::/0',
    '1::2::3/128',
    '12345::/16',
    'g::/16',
    '1:2:3:4:5:6:7/128',
    '1:2:3:4:5:6:7:8:9/128',
    '1:2:3:4:5:6:7:8::/128',
    '64:ff9b::192.0.02.0/120',
    '64:ff9b::192.0.2/120',
    '[::]/0',
    undefined,
    null,
    10,
  ])('is refused: %j', (input) => {
    expect(() => Cidr.of(input as never)).toThrow(PlatformError);
  });

  it('has a fix that names a valid network when it has bits beyond the prefix length', () => {
    fc.assert(
      fc.property(v4, fc.integer({ min: 1, max: 2 ** 32 - 1 }), ({ network, prefix }, noise) => {
        const host = noise & ~(prefix === 0 ? 0 : -1 << (32 - prefix));
        fc.pre(host !== 0);
        const fix = `fix: write "${Cidr.of(`${dotted(network)}/${prefix}`)}" for the network`;
        expect(() => Cidr.of(`${dotted((network | host) >>> 0)}/${prefix}`)).toThrow(fix);
      }),
    );
  });
});
