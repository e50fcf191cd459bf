import { isIPv6 } from 'node:net';

/**
 * A URI with a scheme, or an absolute path. A fragment is no part of it: `#` is a character of the path.
 * Source: ParseRequestURI in net/url of Go.
 */
export function isUri(text: string): boolean {
  if (text === '*') return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (text === '' || /[\x00-\x1f\x7f]/.test(text) || text.startsWith(':')) return false;
  const scheme = /^([a-zA-Z][-+.a-zA-Z0-9]*):/.exec(text)?.[1];
  const [rest = ''] = text.slice(scheme === undefined ? 0 : scheme.length + 1).split('?');
  if (!rest.startsWith('/')) return scheme !== undefined;
  if (scheme === undefined || !rest.startsWith('//')) return isEscaped(rest);
  const slash = rest.indexOf('/', 2);
  const authority = rest.slice(2, slash < 0 ? undefined : slash);
  return isAuthority(scheme.toLowerCase(), authority) && isEscaped(slash < 0 ? '' : rest.slice(slash));
}

function isAuthority(scheme: string, authority: string): boolean {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  return /^[-.\w:~!$&'()*+,;=%@]*$/.test(user) && isEscaped(user) && isHost(scheme, authority.slice(at + 1));
}

function isHost(scheme: string, host: string): boolean {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return false;
  if (bracket === 0) return isLiteral(host);
  const first = host.indexOf(':');
  // Only of these may no list of hosts stand in the place of one.
  const colon = scheme === 'http' || scheme === 'https' ? first : host.lastIndexOf(':');
  return (first < 0 || isPort(host.slice(colon))) && isHostText(host);
}

/** An IPv6 address in brackets, with a zone after `%25` and a port if any. */
function isLiteral(host: string): boolean {
  const [, address = '', zone = '', port = ''] = /^\[([^%]*)(%25.+)?\](.*)$/.exec(host) ?? [];
  return isIPv6(address) && !/%[89a-f]/i.test(zone) && isHostText(zone) && isPort(port);
}

function isPort(text: string): boolean {
  return /^(:\d*)?$/.test(text);
}

/** Text of a host, in which only what is beyond ASCII, and the sign of escapes itself, may be escaped. */
function isHostText(text: string): boolean {
  return /^([^ #/?@\\^`{|}%]|%[89a-f][0-9a-f]|%25)*$/i.test(text);
}

/** Whether every `%` is followed by two hexadecimal digits. */
function isEscaped(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}
