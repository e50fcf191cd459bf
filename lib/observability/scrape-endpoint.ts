import { checkDataKey } from '../core/data-key';
import { inProp, PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import { parsePortName } from '../core/values/port';
import { secondsOf } from './duration';

/** Where the certificate is that a server's own is verified by: a key of an object in the monitor's namespace. */
export interface CertificateAuthority {
  /**
   * Name of the Secret.
   * @default - see `configMap`; one of the two is stated
   */
  readonly secret?: string;
  /**
   * Name of the ConfigMap.
   * @default - see `secret`
   */
  readonly configMap?: string;
  /**
   * Key in it.
   * @default 'ca.crt'
   */
  readonly key?: string;
}

/** How a server is known. Its certificate is verified always: whoever scrapes shows it a token. */
export interface ScrapeTls {
  /** Name that the server's certificate has: `shop.team-a.svc`. */
  readonly serverName: string;
  /** What the certificate is verified by. */
  readonly ca: CertificateAuthority;
}

/**
 * How the scraper says who it is. By `'service-account'` with the token of its own account, which the server has
 * reviewed; or with a token that a Secret of the monitor's namespace holds.
 */
export type ScrapeAuthorization = 'service-account' | { readonly secret: string; readonly key: string };

/** What is scraped of each pod behind a Service. */
export interface ScrapeEndpoint {
  /** Name of the Service's port. */
  readonly port: string;
  /**
   * Path of the metrics.
   * @default '/metrics'
   */
  readonly path?: string;
  /**
   * How often: `30s`.
   * @default '30s'
   */
  readonly interval?: string;
  /**
   * How long an answer may take, no longer than the interval.
   * @default - 10s, or the interval where that is shorter
   */
  readonly timeout?: string;
  /**
   * How the server is known, which is then asked by https.
   * @default - it is asked by http
   */
  readonly tls?: ScrapeTls;
  /**
   * How the scraper says who it is; needs `tls`.
   * @default - not at all
   */
  readonly authorization?: ScrapeAuthorization;
}

/** How long an answer may take, unless it is told otherwise: as long as Prometheus waits by default. */
const TIMEOUT = '10s';

/** Where a pod finds the token of its account; kubelets renew what is there. */
const TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Renders an endpoint.
 * @param scrapeClass class of the Prometheus that says by which token it scrapes, where there is one
 * @throws PlatformError without a path for what the Prometheus Operator would refuse, and for a token without TLS
 */
export function renderEndpoint(endpoint: ScrapeEndpoint, scrapeClass: string | undefined): object {
  const { path = '/metrics', interval = '30s', tls, authorization } = endpoint;
  const most = inProp('interval', () => secondsOf(interval));
  const { timeout = most < secondsOf(TIMEOUT) ? interval : TIMEOUT } = endpoint;
  if (inProp('timeout', () => secondsOf(timeout)) > most) {
    throw new PlatformError(
      { problem: 'is longer than the interval', given: timeout, allowed: `at most ${interval}` },
      { prop: 'timeout' },
    );
  }
  if (authorization !== undefined && !tls) {
    throw new PlatformError(
      {
        problem: 'would show the token of whoever scrapes to any server, in plain text',
        given: authorization,
        fix: 'state `tls`, by which the server is known',
      },
      { prop: 'authorization' },
    );
  }
  return {
    port: inProp('port', () => parsePortName(endpoint.port)),
    path: inProp('path', () => checkPath(path)),
    scheme: tls ? 'https' : 'http',
    interval,
    scrapeTimeout: timeout,
    ...(tls && { tlsConfig: inProp('tls', () => renderTls(tls)) }),
    ...(authorization !== undefined &&
      inProp('authorization', () => renderToken(authorization, scrapeClass))),
  };
}

/** It stands in a URL without any escaping by the Prometheus Operator. */
function checkPath(path: string): string {
  if (typeof path === 'string' && /^\/[A-Za-z0-9/_.~%-]*$/.test(path)) return path;
  throw new PlatformError({
    problem: 'is not the path of a URL',
    given: path,
    allowed: '"/" and letters, digits, "/", "_", ".", "~", "-", without a query',
  });
}

function renderTls({ serverName, ca }: ScrapeTls): object {
  const { secret, configMap, key = 'ca.crt' } = ca;
  const sources = Object.entries({ secret, configMap }).filter(([, name]) => name !== undefined);
  const [source] = sources;
  if (!source || sources.length > 1) {
    throw new PlatformError(
      { problem: 'is not known where to find', given: ca, allowed: 'either `secret` or `configMap`' },
      { prop: 'ca' },
    );
  }
  const [kind, name = ''] = source;
  return {
    serverName: inProp('serverName', () => checkName('dns-subdomain', serverName)),
    ca: {
      [kind]: {
        name: inProp(`ca.${kind}`, () => checkName('dns-subdomain', name)),
        key: inProp('ca.key', () => checkDataKey(key)),
      },
    },
  };
}

/**
 * The field for a file of the scraper's is deprecated for `authorization`, which takes Secrets alone in a monitor: files
 * are for a scrape class of the Prometheus. Where there is none, the old field is the only one for the scraper's own
 * token. Source: prometheus-operator/prometheus-operator#6719.
 */
function renderToken(authorization: ScrapeAuthorization, scrapeClass: string | undefined): object {
  if (authorization === 'service-account')
    return scrapeClass === undefined ? { bearerTokenFile: TOKEN_FILE } : {};
  const { secret, key } = authorization;
  const credentials = {
    name: inProp('secret', () => checkName('dns-subdomain', secret)),
    key: inProp('key', () => checkDataKey(key)),
  };
  return { authorization: { type: 'Bearer', credentials } };
}
