import ipaddr from 'ipaddr.js';
import { PlatformError } from '../errors';
import { markClass } from '../mark';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const EXAMPLES = 'a network address and a prefix length, such as 10.0.0.0/8 or 2001:db8::/32';

/**
 * A network in CIDR notation, IPv4 or IPv6, by the rules that Kubernetes has for new fields: a prefix length,
 * no bits set beyond it, no leading zeros in IPv4 and prefix length, no IPv4-mapped IPv6 address, no zone.
 *
 * Source: `IsValidCIDR` in k8s.io/apimachinery/pkg/util/validation. Unlike it, this accepts IPv6 that is not
 * in canonical form and writes it in that form.
 */
export class Cidr {
  static {
    markClass(Cidr, 'Cidr');
  }

  /**
   * Parses a network.
   * @throws PlatformError without a path, with the network that was probably meant, when it is not one
   */
  static of(value: string | Cidr): Cidr {
    if (value instanceof Cidr) return value;
    if (typeof value !== 'string') refuse(value, 'is not a CIDR');
    const [text = '', length, ...more] = value.split('/');
    if (more.length > 0) refuse(value, 'is not a CIDR');
    const address = parseAddress(value, text);
    return new Cidr(...checkNetwork(value, address, length));
  }

  private constructor(
    private readonly network: Address,
    private readonly prefixLength: number,
  ) {}

  /** The IP family, under the name that Kubernetes gives it in `ipFamilies`. */
  get family(): 'IPv4' | 'IPv6' {
    return familyOf(this.network);
  }

  /** The first address, as a number. */
  get first(): bigint {
    return this.network.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  }

  /** The last address, as a number. */
  get last(): bigint {
    const bits = this.family === 'IPv4' ? 32 : 128;
    return this.first + (1n << BigInt(bits - this.prefixLength)) - 1n;
  }

  /** Whether every address of `other` is in this network; never so for one of the other family. */
  contains(other: Cidr): boolean {
    return (
      this.family === other.family &&
      this.prefixLength <= other.prefixLength &&
      other.network.match(this.network, this.prefixLength)
    );
  }

  /** Whether the networks have an address in common. */
  overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }

  /** The canonical form: IPv6 as in RFC 5952, in lower case and with the longest run of zeros left out. */
  toString(): string {
    return `${this.network}/${this.prefixLength}`;
  }

  /** The canonical form, as {@link toString} gives it. */
  toJSON(): string {
    return this.toString();
  }
}

function refuse(given: unknown, problem: string, allowed = EXAMPLES, fix?: string): never {
  throw new PlatformError({ problem, given, allowed, fix });
}

function parseAddress(value: string, text: string): Address {
  if (!text.includes(':')) {
    if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
    if (/^\d+(\.\d+){3}$/.test(text) && /(^|\.)0\d/.test(text)) {
      refuse(value, 'is not a CIDR: IPv4 with leading zeros means other addresses to other programs');
    }
    if (/^\d+(\.\d+){0,2}$/.test(text)) refuse(value, 'is not a CIDR: an IPv4 address has four parts');
    refuse(value, 'is not a CIDR: it has no valid IP address');
  }
  if (text.includes('%')) refuse(value, 'is not a CIDR: it has a zone');
  const groups = embeddedAsGroups(text);
  if (groups === undefined || !ipaddr.IPv6.isValid(groups)) {
    refuse(value, 'is not a CIDR: it has no valid IP address');
  }
  return ipaddr.IPv6.parse(groups);
}

/**
 * An IPv6 address that ends in IPv4 (`64:ff9b::192.0.2.0`), with two groups in place of that end; ipaddr.js
 * reads leading zeros there as octal, and `::192.0.2.0` as an IPv4-mapped address.
 */
function embeddedAsGroups(text: string): string | undefined {
  const start = text.lastIndexOf(':') + 1;
  const tail = text.slice(start);
  if (!tail.includes('.')) return text;
  if (!ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(tail).octets;
  return `${text.slice(0, start)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function checkNetwork(value: string, address: Address, length: string | undefined): [Address, number] {
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  if (length === undefined) {
    refuse(value, 'has no prefix length', EXAMPLES, `write "${address}/${bits}" for that one address`);
  }
  const prefix = Number(length);
  if (!/^(0|[1-9]\d*)$/.test(length) || prefix > bits) {
    refuse(value, `has no valid ${familyOf(address)} prefix length`, `0 to ${bits}, without leading zeros`);
  }
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    refuse(value, 'is an IPv4-mapped IPv6 address', EXAMPLES, fixOfMapped(address, prefix));
  }
  const network = networkOf(address, prefix);
  if (`${network}` !== `${address}`) {
    const fix = `write "${network}/${prefix}" for the network, or "${address}/${bits}" for that one address`;
    refuse(value, 'has bits set beyond the prefix length', 'the network address', fix);
  }
  return [network, prefix];
}

function fixOfMapped(address: ipaddr.IPv6, prefix: number): string {
  if (prefix < 96) return 'write an IPv4 network';
  return `write "${networkOf(address.toIPv4Address(), prefix - 96)}/${prefix - 96}"`;
}

function networkOf(address: Address, prefix: number): Address {
  const text = `${address}/${prefix}`;
  return address.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(text)
    : ipaddr.IPv6.networkAddressFromCIDR(text);
}

function familyOf(address: Address): 'IPv4' | 'IPv6' {
  return address.kind() === 'ipv4' ? 'IPv4' : 'IPv6';
}
