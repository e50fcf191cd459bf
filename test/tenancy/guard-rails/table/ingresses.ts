import { BACKEND, ingress, NAMES, rulesFor } from '../objects';
import { type Row, rows } from './row';

const HOST = 'is in none of the domains of the tenant, or has a wildcard';

const ASKS = 'asks for a name or certificate';

/** Rows of the rule `ingresses`. */
export const INGRESSES: readonly Row[] = rows(
  'ingresses',
  {
    'a host of the domain': ingress({}),
    'the domain itself': ingress({ rules: rulesFor('guarded.example.com') }),
    'another class of the tenant': ingress({ ingressClassName: 'internal' }),
    'a certificate of the domain': ingress({
      tls: [{ hosts: ['shop.guarded.example.com'], secretName: 'tls' }],
    }),
    'annotations about hosts and Secrets of its own': ingress(
      {},
      {
        [NAMES]: 'shop.guarded.example.com',
        'cert-manager.io/common-name': 'shop.guarded.example.com',
        'nginx.ingress.kubernetes.io/auth-secret': 'passwords',
        'nginx.ingress.kubernetes.io/auth-tls-secret': 'guarded/ca',
      },
    ),
    'requests to a Service of the namespace': ingress(
      {},
      {
        'nginx.ingress.kubernetes.io/auth-url': 'http://auth.guarded.svc.cluster.local:4180/oauth2/auth',
        'nginx.ingress.kubernetes.io/mirror-target': 'http://mirror.guarded.svc$request_uri',
      },
    ),
    'an annotation that only tunes': ingress({}, { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' }),
  },
  {
    'a host of another tenant': [
      ingress({ rules: rulesFor('shop.other.example.com') }),
      `host shop.other.example.com ${HOST}`,
    ],
    'a host that ends alike': [ingress({ rules: rulesFor('evilguarded.example.com') }), HOST],
    'a second host of another tenant': [
      ingress({ rules: rulesFor('guarded.example.com', 'a.example.com') }),
      HOST,
    ],
    'a wildcard of the domain': [ingress({ rules: rulesFor('*.guarded.example.com') }), HOST],
    'a rule without a host': [ingress({ rules: rulesFor(undefined) }), 'a rule without a host'],
    'a default backend': [ingress({ defaultBackend: BACKEND }), 'a default backend takes'],
    'a default backend alone': [
      ingress({ defaultBackend: BACKEND, rules: undefined }),
      'a default backend takes',
    ],
    'no class': [ingress({ ingressClassName: undefined }), 'the Ingress must state a class'],
    'another class': [ingress({ ingressClassName: 'public' }), 'the Ingress must state a class'],
    'another class by an annotation': [
      ingress({ ingressClassName: undefined }, { 'kubernetes.io/ingress.class': 'public' }),
      'the Ingress must state a class',
    ],
    'a certificate for a host of another tenant': [
      ingress({ tls: [{ hosts: ['shop.other.example.com'], secretName: 'tls' }] }),
      'a certificate is for a host',
    ],
    'a name of another tenant by external-dns': [ingress({}, { [NAMES]: 'shop.other.example.com' }), ASKS],
    'a wildcard by external-dns': [ingress({}, { [NAMES]: '*.guarded.example.com' }), ASKS],
    'a certificate for another tenant by its common name': [
      ingress({}, { 'cert-manager.io/common-name': 'shop.other.example.com' }),
      ASKS,
    ],
    ...Object.fromEntries(
      ['auth-proxy-set-headers', 'auth-secret', 'auth-tls-secret', 'custom-headers', 'proxy-ssl-secret'].map(
        (name) => [
          `something of another namespace by ${name}`,
          [
            ingress({}, { [`nginx.ingress.kubernetes.io/${name}`]: 'guarded-other/secret' }),
            'names a Secret or ConfigMap of another namespace',
          ] as const,
        ],
      ),
    ),
    ...Object.fromEntries(
      [
        'http://shop.guarded-other.svc.cluster.local/',
        'http://shop.guarded.svc.example.com/',
        'http://shop.guarded.svc.cluster.local@shop.other.svc/',
        'http://$http_target/',
        'http://shop.guarded.svc$http_target',
        'https://auth.example.com/',
      ].map((url) => [
        `requests to ${url}`,
        [ingress({}, { 'nginx.ingress.kubernetes.io/auth-url': url }), 'send requests'] as const,
      ]),
    ),
    'copies of requests to another tenant': [
      ingress({}, { 'nginx.ingress.kubernetes.io/mirror-target': 'http://shop.guarded-other.svc' }),
      'send requests',
    ],
    'a host beside that of the rule': [
      ingress(
        {},
        {
          'alb.ingress.kubernetes.io/conditions.shop':
            '[{"field":"host-header","hostHeaderConfig":{"values":["shop.other.example.com"]}}]',
        },
      ),
      'adds hosts to the rules',
    ],
    'the load balancer of another tenant': [
      ingress({}, { 'alb.ingress.kubernetes.io/group.name': 'other' }),
      'adds hosts to the rules',
    ],
    'an annotation of a controller that nobody says it may use': [
      ingress({}, { 'traefik.ingress.kubernetes.io/router.priority': '1' }),
      'annotation traefik.ingress.kubernetes.io/router.priority is none that the tenant may use',
    ],
    'a snippet for the server': [
      ingress({}, { 'nginx.ingress.kubernetes.io/server-snippet': 'return 200;' }),
      'writes into the configuration',
    ],
    'a snippet for the configuration': [
      ingress({}, { 'nginx.ingress.kubernetes.io/configuration-snippet': 'return 200;' }),
      'writes into the configuration',
    ],
    'an alias of the server': [
      ingress({}, { 'nginx.ingress.kubernetes.io/server-alias': 'shop.other.example.com' }),
      'adds hosts',
    ],
  },
);
