import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { Cidr } from '../../../../lib';

const v4 = fc
  .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
  .map(([address, length]) => `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${length}`)}/${length}`);

const v6 = fc
  .tuple(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }))
  .map(([groups, length]) => {
    const address = groups.map((group) => group.toString(16)).join(':');
    return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`)}/${length}`;
  })
  .filter((range) => !range.startsWith('::ffff:'));

/** Address ranges of both families, of every length and in other than the shortest spelling. */
export const cidr: fc.Arbitrary<string> = fc.oneof(
  v4,
  v6,
  fc.constantFrom('0.0.0.0/0', '::/0', '10.0.0.0/8', '192.0.2.1/32', '2001:DB8::/32', '0:0:0:0:0:0:0:1/128'),
  fc.constantFrom('64:ff9b::192.0.2.0/120', 'fe80::/10', '255.255.255.255/32', '2001:db8:0:0:1::/80'),
);

/** Address ranges as text or parsed. */
export const range: fc.Arbitrary<string | Cidr> = fc.oneof(
  cidr,
  cidr.map((text) => Cidr.of(text)),
);

/** A range, and ranges inside it that are left out, down to the range itself. */
export const rangeWithout: fc.Arbitrary<readonly [string, readonly string[]]> = fc
  .tuple(
    fc.integer({ min: 0, max: 24 }),
    fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 0, max: 8 })), { maxLength: 3 }),
  )
  .map(([length, parts]) => {
    const inside = parts.map(([octet, more]) => {
      const text = `10.20.30.${octet}/${Math.min(32, length + more * 4)}`;
      return `${ipaddr.IPv4.networkAddressFromCIDR(text)}/${text.split('/')[1]}`;
    });
    const outer = `${ipaddr.IPv4.networkAddressFromCIDR(`10.20.30.0/${length}`)}/${length}`;
    return [outer, inside] as const;
  });
