import { Peer } from '../../lib/network';
import type { IngressOptions } from '../../lib/workload';
import { manifestOf, messageOf } from '../core/support';
import { specOf } from '../network/policies';
import { shop } from './support';

const ingressOf = (options: Partial<IngressOptions> = {}): ReturnType<typeof manifestOf> =>
  manifestOf(shop({ ingress: { host: 'shop.example.com', ...options } }), 'Ingress');

describe('the ingress of a web service', () => {
  it('leads one host with TLS to the Service', () => {
    expect(ingressOf().spec).toEqual({
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'shop', port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
      tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
    });
  });

  it('has the path, the secret and the issuer that it is given', () => {
    const { metadata, spec } = ingressOf({ path: '/api', tlsSecretName: 'wildcard', clusterIssuer: 'ca' });
    expect(spec).toMatchObject({
      rules: [{ http: { paths: [{ path: '/api' }] } }],
      tls: [{ secretName: 'wildcard' }],
    });
    expect(metadata.annotations).toMatchObject({ 'cert-manager.io/cluster-issuer': 'ca' });
  });

  it('has no issuer where the secret is filled by other means', () => {
    expect(ingressOf().metadata.annotations).not.toHaveProperty(['cert-manager.io/cluster-issuer']);
  });

  it('is of the class that the cluster states', () => {
    const cluster = { ingress: { namespace: 'edge', className: 'edge' } };
    const service = shop({ ingress: { host: 'shop.example.com' } }, cluster);
    expect(manifestOf(service, 'Ingress').spec).toHaveProperty('ingressClassName', 'edge');
  });

  it('opens the pods to the ingress controller alone', () => {
    const service = shop({ ingress: { host: 'shop.example.com' } });
    expect(specOf(manifestOf(service, 'NetworkPolicy')).ingress).toEqual([
      {
        from: [Peer.pods('ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }).spec],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
  });

  it('needs an ingress controller', () => {
    const make = (): unknown => shop({ ingress: { host: 'shop.example.com' } }, { ingress: undefined });
    expect(messageOf(make)).toContain('[chart/shop] is reached through an ingress controller');
  });

  it.each<[Partial<IngressOptions>, string]>([
    [{ host: '*.example.com' }, 'ingress.host is not a valid name; given: "*.example.com"'],
    [{ host: '' }, 'ingress.host is not a valid name; given: ""'],
    [
      { path: 'api' },
      'ingress.path is not a path prefix; given: "api"; allowed: a path that starts with "/"',
    ],
    [{ tlsSecretName: 'No_Name' }, 'ingress.tlsSecretName is not a valid name; given: "No_Name"'],
  ])('is refused with %j', (options, message) => {
    expect(messageOf(() => ingressOf(options))).toContain(`[chart/shop] ${message}`);
  });
});
