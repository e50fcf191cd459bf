import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { EvaluationError } from '../errors';
import { SIMPLE } from '../types/type';
import { Opaque, type Value } from '../values/value';
import { functions, methods, type Overload } from './overload';
import { Versions } from './versions';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An IP address. */
class Ip extends Opaque {
  readonly type = SIMPLE.ip;

  constructor(readonly address: Address) {
    super();
  }

  /** Reads an address without a zone; `undefined` for any other text. */
  static of(text: string): Ip | undefined {
    if (isIPv4(text)) return new Ip(ipaddr.IPv4.parse(text));
    if (!isIPv6(text) || text.includes('%')) return undefined;
    const address = ipaddr.IPv6.parse(withoutDots(text));
    return address.isIPv4MappedAddress() ? undefined : new Ip(address);
  }

  equals(other: Value): boolean {
    return other instanceof Ip && other.toString() === this.toString();
  }

  isIn(network: string, prefix: number): boolean {
    const other = Ip.of(network);
    return other !== undefined && isWithin(this.address, other.address, prefix);
  }

  override toString(): string {
    return this.address.toString();
  }
}

/** IPv6 may end as IPv4 does, which ipaddr.js reads as a mapped address always. */
function withoutDots(text: string): string {
  return text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}

function isWithin(address: Address, network: Address, prefix: number): boolean {
  return address.kind() === network.kind() && address.match(network, prefix);
}

/** A network: an address and how many of its bits are the network's. */
class Network extends Opaque {
  readonly type = SIMPLE.cidr;

  constructor(
    readonly ip: Ip,
    readonly prefix: number,
  ) {
    super();
  }

  /** Reads a network in CIDR notation; `undefined` for any other text. */
  static of(text: string): Network | undefined {
    const [, address = '', digits] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
    const ip = Ip.of(address);
    if (!ip || Number(digits) > ip.address.toByteArray().length * 8) return undefined;
    return new Network(ip, Number(digits));
  }

  equals(other: Value): boolean {
    return other instanceof Network && other.toString() === this.toString();
  }

  contains(ip: Ip): boolean {
    return isWithin(ip.address, this.ip.address, this.prefix);
  }

  masked(): Network {
    const bytes = this.ip.address.toByteArray().map((byte, index) => {
      const kept = Math.min(Math.max(this.prefix - index * 8, 0), 8);
      return byte & (0xff << (8 - kept)) & 0xff;
    });
    return new Network(new Ip(ipaddr.fromByteArray(bytes)), this.prefix);
  }

  override toString(): string {
    return `${this.ip}/${this.prefix}`;
  }
}

function toIp(text: string): Ip {
  const ip = Ip.of(text);
  if (ip) return ip;
  throw new EvaluationError(`IP address "${text}" parse error during conversion from string`);
}

function toNetwork(text: string): Network {
  const network = Network.of(text);
  if (network) return network;
  throw new EvaluationError(`network address "${text}" parse error during conversion from string`);
}

function containsNetwork(one: Network, other: Network): boolean {
  return one.prefix <= other.prefix && one.contains(other.ip);
}

function isMulticast(ip: Ip): boolean {
  return ip.isIn('224.0.0.0', 4) || ip.isIn('ff00::', 8);
}

function isUnspecified(ip: Ip): boolean {
  return ip.isIn('0.0.0.0', 32) || ip.isIn('::', 128);
}

function isLoopback(ip: Ip): boolean {
  return ip.isIn('127.0.0.0', 8) || ip.isIn('::1', 128);
}

function isLinkLocalUnicast(ip: Ip): boolean {
  return ip.isIn('169.254.0.0', 16) || ip.isIn('fe80::', 10);
}

/** Of multicast addresses of IPv6, the scope is in four bits, and those before it are flags. */
function isLinkLocalMulticast(ip: Ip): boolean {
  const [first, second = 0] = ip.address.toByteArray();
  return (
    ip.isIn('224.0.0.0', 24) || (ip.address.kind() === 'ipv6' && first === 0xff && (second & 0x0f) === 2)
  );
}

function isGlobalUnicast(ip: Ip): boolean {
  const isNone = isUnspecified(ip) || isLoopback(ip) || isMulticast(ip) || isLinkLocalUnicast(ip);
  return !isNone && !ip.isIn('255.255.255.255', 32);
}

/** IP addresses and networks. */
export const ADDRESSES: readonly Overload[] = [
  ...functions(Versions.IP, {
    'ip(string): ip': toIp,
    'isIP(string): bool': (text: string) => Ip.of(text) !== undefined,
    'ip.isCanonical(string): bool': (text: string) => String(toIp(text)) === text,
    'string(ip): string': String,
    'cidr(string): cidr': toNetwork,
    'isCIDR(string): bool': (text: string) => Network.of(text) !== undefined,
    'string(cidr): string': String,
  }),
  ...methods(Versions.IP, 'ip', {
    'family(): int': ({ address }: Ip) => (address.kind() === 'ipv4' ? 4n : 6n),
    'isUnspecified(): bool': isUnspecified,
    'isLoopback(): bool': isLoopback,
    'isLinkLocalMulticast(): bool': isLinkLocalMulticast,
    'isLinkLocalUnicast(): bool': isLinkLocalUnicast,
    'isGlobalUnicast(): bool': isGlobalUnicast,
  }),
  ...methods(Versions.IP, 'cidr', {
    'containsIP(string): bool': (network: Network, text: string) => network.contains(toIp(text)),
    'containsIP(ip): bool': (network: Network, ip: Ip) => network.contains(ip),
    'containsCIDR(string): bool': (network: Network, text: string) =>
      containsNetwork(network, toNetwork(text)),
    'containsCIDR(cidr): bool': containsNetwork,
    'ip(): ip': ({ ip }: Network) => ip,
    'prefixLength(): int': ({ prefix }: Network) => BigInt(prefix),
    'masked(): cidr': (network: Network) => network.masked(),
  }),
];
