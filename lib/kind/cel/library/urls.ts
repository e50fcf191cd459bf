import { EvaluationError } from '../errors';
import { SIMPLE } from '../types/type';
import { PlainList, PlainMap } from '../values/collections';
import { Opaque, type Value } from '../values/value';
import { parseQuery, parseUrl, type UrlParts } from './go-url';
import { functions, methods, type Overload } from './overload';
import { Versions } from './versions';

class Url extends Opaque {
  readonly type = SIMPLE.url;

  constructor(
    readonly parts: UrlParts,
    private readonly text: string,
  ) {
    super();
  }

  equals(other: Value): boolean {
    return other instanceof Url && other.text === this.text;
  }
}

function toUrl(text: string): Url {
  const parts = parseUrl(text);
  if (typeof parts !== 'string') return new Url(parts, text);
  throw new EvaluationError(`URL parse error during conversion from string: ${parts}`);
}

const PORT = /:(\d*)$/;

/** URLs. */
export const URLS: readonly Overload[] = [
  ...functions(Versions.ALL, {
    'url(string): url': toUrl,
    'isURL(string): bool': (text: string) => typeof parseUrl(text) !== 'string',
  }),
  ...methods(Versions.ALL, 'url', {
    'getScheme(): string': ({ parts }: Url) => parts.scheme,
    'getHost(): string': ({ parts }: Url) => parts.host,
    'getHostname(): string': ({ parts }: Url) => parts.host.replace(PORT, '').replace(/^\[(.*)\]$/, '$1'),
    'getPort(): string': ({ parts }: Url) => PORT.exec(parts.host)?.[1] ?? '',
    'getEscapedPath(): string': ({ parts }: Url) => parts.path,
    'getQuery(): map(string, list(string))': ({ parts }: Url) =>
      new PlainMap([...parseQuery(parts.query)].map(([name, values]) => [name, new PlainList(values)])),
  }),
];
