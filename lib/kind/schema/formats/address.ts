import { isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * An address as net.ParseIP reads it, but for leading zeros in its parts, which Kubernetes still takes.
 * Source: ParseIPSloppy in k8s.io/utils, net.
 */
function withoutZeros(address: string): string {
  return address.replace(/(^|[:.])0+(?=[0-9a-fA-F])/g, '$1');
}

/** An IPv4 address, or an IPv6 address that ends in one. */
export function isIpv4(text: string): boolean {
  return text.includes('.') && !text.includes('%') && isIP(withoutZeros(text)) > 0;
}

/** An IPv6 address, without a zone. */
export function isIpv6(text: string): boolean {
  return !text.includes('%') && isIPv6(text);
}

/** An address and the length of its prefix; bits after the prefix may be set. */
export function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const address = withoutZeros(text.slice(0, Math.max(slash, 0)));
  const prefix = text.slice(slash + 1);
  if (address.includes('%') || !/^\d+$/.test(prefix)) return false;
  return Number(prefix) <= (isIPv4(address) ? 32 : 128) && isIP(address) > 0;
}

/** A hardware address of 6, 8 or 20 bytes. Source: ParseMAC in net of Go. */
export function isMac(text: string): boolean {
  const bytes = text.replace(/[^0-9a-f]/gi, '').length / 2;
  if (bytes !== 6 && bytes !== 8 && bytes !== 20) return false;
  return /^([0-9a-f]{2}([:-])[0-9a-f]{2}(\2[0-9a-f]{2})+|[0-9a-f]{4}(\.[0-9a-f]{4})+|[0-9a-f]+)$/i.test(text);
}

const SIGN = 'a-zA-Z0-9\\p{S}\\p{L}';
const LABEL = `[${SIGN}]([-${SIGN}]{0,61}[${SIGN}])?`;
const HOSTNAME = new RegExp(`^([${SIGN}](-?[${SIGN}]{0,62})?|(${LABEL}\\.)+[a-zA-Z\\p{L}]{2,63})$`, 'u');

/** A host name of RFC 1034, also in other scripts. Source: IsHostname in k8s.io/kube-openapi, strfmt. */
export function isHostname(text: string): boolean {
  if (Buffer.byteLength(text) > 255 || !HOSTNAME.test(text)) return false;
  return text.split('.').every((label) => Buffer.byteLength(label) <= 63);
}
