import { ApiObject, Chart } from 'cdk8s';
import { Cluster, PlatformApp, Tenant, type TenantNamespace, WebService } from '../../../lib';

/** An app with two tenants of some domains, in charts of their own. */
function twoTenants(
  [first, second]: readonly [readonly string[], readonly string[]],
  more: (alpha: TenantNamespace, beta: TenantNamespace) => void = () => undefined,
): PlatformApp {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: '1.34', ingress: { namespace: 'ingress-nginx' } }),
  });
  const tenant = (name: string, domains: readonly string[]): TenantNamespace =>
    new Tenant(new Chart(app, name), name, {
      namespaces: [name, `${name}-staging`],
      budget: { cpu: 4, memory: '8Gi', pods: 10 },
      guardRails: 'installed',
      allowed: { domains },
    }).namespace(name);
  more(tenant('alpha', first), tenant('beta', second));
  return app;
}

const serve = (namespace: TenantNamespace, host: string): WebService =>
  new WebService(namespace, 'shop', {
    image: 'ghcr.io/acme/shop:1.0',
    port: 8080,
    ingress: { host },
  });

test.each([
  ['a domain of another tenant', 'example.com', 'example.com'],
  ['a domain below that of another tenant', 'example.com', 'beta.example.com'],
  ['a domain above that of another tenant', 'alpha.example.com', 'example.com'],
])('%s is refused, once for all namespaces', (_, first, second) => {
  const units = () => twoTenants([[first], ['beta.example.org', second]]).units();
  expect(units).toThrow(
    `[beta/beta/beta/Namespace] has a domain of its tenant beta that meets ${first} of tenant alpha, at [alpha/alpha/alpha/Namespace]`,
  );
  expect(units).toThrow('1 problem(s)');
});

test('domains beside each other, and domains within a tenant that meet, are taken', () => {
  const domains = [
    ['alpha.example.com', 'shop.alpha.example.com'],
    ['beta.example.com', 'lpha.example.com'],
  ] as const;
  expect(() => twoTenants(domains).units()).not.toThrow();
});

const raw = (namespace: TenantNamespace, kind: string, spec: object): ApiObject =>
  new ApiObject(namespace, kind, {
    apiVersion: kind === 'Ingress' ? 'networking.k8s.io/v1' : 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name: 'raw', namespace: namespace.name },
    spec,
  } as never);

const BACKEND = { service: { name: 'shop', port: { number: 80 } } };
const rule = (host: string | undefined, path = '/'): object => ({
  ...(host !== undefined && { host }),
  http: { paths: [{ path, pathType: 'Prefix', backend: BACKEND }] },
});

test('a host of two tenants is refused, whatever their domains', () => {
  const app = twoTenants([[], []], (alpha, beta) => {
    serve(alpha, 'shop.example.com');
    serve(beta, 'shop.example.com');
  });
  expect(() => app.units()).toThrow(
    '[beta/beta/beta/shop/Ingress/Ingress] serves for tenant beta what [alpha/alpha/alpha/shop/Ingress/Ingress] serves for tenant alpha, as shop.example.com; given: "shop.example.com"',
  );
});

test.each([
  ['another path of the host', { rules: [rule('shop.example.com', '/login')] }, 'shop.example.com'],
  ['a wildcard that it matches', { rules: [rule('*.example.com')] }, '*.example.com'],
  ['no host, which stands for all', { rules: [rule(undefined)] }, '*'],
  ['a default backend', { defaultBackend: BACKEND }, '*'],
])('so is %s, of the first tenant and of the second', (_, spec, host) => {
  const first = twoTenants([[], []], (alpha, beta) => {
    raw(alpha, 'Ingress', spec);
    serve(beta, 'shop.example.com');
  });
  expect(() => first.units()).toThrow(`serves for tenant alpha, as ${host}; given: "shop.example.com"`);
  const second = twoTenants([[], []], (alpha, beta) => {
    serve(alpha, 'shop.example.com');
    raw(beta, 'Ingress', spec);
  });
  expect(() => second.units()).toThrow(`serves for tenant alpha, as shop.example.com; given: "${host}"`);
});

test('so is a host of a route of the Gateway API', () => {
  const app = twoTenants([[], []], (alpha, beta) => {
    serve(alpha, 'shop.example.com');
    raw(beta, 'HTTPRoute', { hostnames: ['store.example.com', 'shop.example.com'] });
  });
  expect(() => app.units()).toThrow('[beta/beta/beta/HTTPRoute] serves for tenant beta');
});

test.each([
  ['differ', rule('store.example.com')],
  ['have more parts than the wildcard', rule('*.com')],
  ['are below one of the other', rule('a.shop.example.com')],
])('hosts of two tenants that %s are taken', (_, given) => {
  const app = twoTenants([[], []], (alpha, beta) => {
    serve(alpha, 'shop.example.com');
    raw(beta, 'Ingress', { rules: [given] });
  });
  expect(() => app.units()).not.toThrow();
});

test('a tenant serves a host by several objects', () => {
  const app = twoTenants([[], []], (alpha) => {
    serve(alpha, 'shop.example.com');
    raw(alpha, 'Ingress', { rules: [rule('shop.example.com', '/api'), rule('*.example.com')] });
  });
  expect(() => app.units()).not.toThrow();
});
