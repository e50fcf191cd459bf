import { isIPv6 } from 'node:net';

/** The parts of an URL. */
export interface UrlParts {
  /** In lower case. */
  readonly scheme: string;
  /** Host and port, as written. */
  readonly host: string;
  /** The path, escaped. */
  readonly path: string;
  /** What follows the question mark. */
  readonly query: string;
}

/**
 * Reads an URL as Go's ParseRequestURI and then Parse do: one with a scheme, or an absolute path.
 * Source: package net/url.
 * @returns its parts, or in words why it is none
 */
export function parseUrl(text: string): UrlParts | string {
  // Go reads it first as a request, of which a fragment is a part like any other.
  const whole = parseParts(text, true);
  if (typeof whole === 'string') return whole;
  const [before = '', fragment] = splitAt(text, '#');
  if (fragment !== undefined && !isEscaped(fragment)) return 'invalid URL escape';
  return parseParts(before, false);
}

function parseParts(text: string, isRequest: boolean): UrlParts | string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'invalid control character in URL';
  if (text === '') return 'empty url';
  if (text === '*') return { scheme: '', host: '', path: '*', query: '' };
  if (text.startsWith(':')) return 'missing protocol scheme';
  const [, scheme = '', afterScheme = text] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text) ?? [];
  const [rest = '', query = ''] = splitAt(afterScheme, '?');
  const parts = { scheme: scheme.toLowerCase(), host: '', path: '', query };
  if (!rest.startsWith('/')) return scheme === '' ? 'invalid URI for request' : parts;
  const hasHost = rest.startsWith('//') && (scheme !== '' || (!isRequest && !rest.startsWith('///')));
  if (!hasHost) return withPath(parts, rest);
  const [, authority = '', path = ''] = /^\/\/([^/]*)(.*)$/s.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  if (!/^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9a-fA-F]{2})*$/.test(authority.slice(0, Math.max(at, 0))))
    return 'invalid userinfo';
  const host = authority.slice(at + 1);
  return problemOfHost(scheme, host) ?? withPath({ ...parts, host: unescapeAll(host) }, path);
}

function splitAt(text: string, sign: string): readonly [string, string?] {
  const index = text.indexOf(sign);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function isEscaped(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

/** The bytes of a text, escapes replaced. */
function unescapedBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const byte = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
  return Buffer.from(bytes.replace(/%([0-9a-fA-F]{2})/g, byte), 'latin1');
}

function unescapeAll(text: string): string {
  return unescapedBytes(text).toString('utf8');
}

/** What a host may consist of; of escapes, those of characters beyond ASCII and of the percent sign. */
const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]|\P{ASCII}|%25|%[89a-fA-F][0-9a-fA-F])*$/u;

function problemOfHost(scheme: string, host: string): string | undefined {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return 'invalid IP-literal';
  if (bracket === 0) {
    const [, address, port] = /^\[(.*)\]([^\]]*)$/.exec(host) ?? [];
    if (address === undefined || port === undefined) return "missing ']' in host";
    if (!/^(?::\d*)?$/.test(port)) return 'invalid port after host';
    return isIPv6(address.replace('%25', '%')) ? undefined : 'invalid host';
  }
  const isWeb = scheme.toLowerCase() === 'http' || scheme.toLowerCase() === 'https';
  const colon = isWeb ? host.indexOf(':') : host.lastIndexOf(':');
  if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return 'invalid port after host';
  return HOST.test(host) ? undefined : 'invalid character in host name';
}

function withPath(parts: UrlParts, path: string): UrlParts | string {
  if (!isEscaped(path)) return 'invalid URL escape';
  const isValid = /^[A-Za-z0-9\-_.~!$&'()*+,;=:@/[\]%]*$/.test(path);
  return { ...parts, path: isValid ? path : escapePath(path) };
}

/** Escapes what a path may not have, and what it may but need not. */
function escapePath(path: string): string {
  const parts = [...unescapedBytes(path)].map((byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9\-_.~$&+,/:;=@]/.test(char)
      ? char
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return parts.join('');
}

/** The values of a query by their names; what cannot be read is left out. */
export function parseQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const part of query.split('&')) {
    const [name = '', value = ''] = splitAt(part, '=');
    if (part === '' || part.includes(';') || !isEscaped(part)) continue;
    const key = unescapeAll(name.replaceAll('+', ' '));
    values.set(key, [...(values.get(key) ?? []), unescapeAll(value.replaceAll('+', ' '))]);
  }
  return values;
}
