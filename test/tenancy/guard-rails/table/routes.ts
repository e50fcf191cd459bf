import { NAMES, route } from '../objects';
import { type Row, rows } from './row';

const HOST = 'is in none of the domains of the tenant, or has a wildcard';
const ATTACHES = 'of other namespaces, it may to these Gateways: guarded-gateways/public';

/** Rows of the rule `routes`. */
export const ROUTES: readonly Row[] = rows(
  'routes',
  {
    'a route of the domain to a Gateway that it may use': route({}),
    'a route to a Gateway of its own namespace': route({ parentRefs: [{ name: 'own' }] }),
    'a route to such a Gateway by its namespace': route({
      parentRefs: [{ name: 'own', namespace: 'guarded' }],
    }),
    'a route of a mesh': route({
      hostnames: undefined,
      parentRefs: [{ group: '', kind: 'Service', name: 'shop' }],
    }),
    'a name of the domain': route({}, { [NAMES]: 'shop.guarded.example.com' }),
    'a route by port': route({ hostnames: undefined }, {}, 'TCPRoute'),
  },
  {
    'a host of another tenant': [
      route({ hostnames: ['shop.guarded.example.com', 'shop.other.example.com'] }),
      `hostname shop.other.example.com ${HOST}`,
    ],
    'a wildcard of the domain': [route({ hostnames: ['*.guarded.example.com'] }), HOST],
    'a host of another tenant by TLS': [
      route({ hostnames: ['shop.other.example.com'] }, {}, 'TLSRoute'),
      HOST,
    ],
    'no hostnames': [route({ hostnames: undefined }), 'a route without hostnames'],
    'an empty list of hostnames': [route({ hostnames: [] }), 'a route without hostnames'],
    'no hostnames, for a mesh and for a Gateway': [
      route({
        hostnames: undefined,
        parentRefs: [
          { group: '', kind: 'Service', name: 'shop' },
          { name: 'public', namespace: 'guarded-gateways' },
        ],
      }),
      'a route without hostnames',
    ],
    'neither hostnames nor parents': [
      route({ hostnames: undefined, parentRefs: undefined }),
      'a route without hostnames',
    ],
    'a Gateway of another tenant': [
      route({ parentRefs: [{ name: 'public', namespace: 'guarded-other' }] }),
      `the route attaches to guarded-other/public; ${ATTACHES}`,
    ],
    'another Gateway of a namespace of the platform': [
      route({ parentRefs: [{ name: 'internal', namespace: 'guarded-gateways' }] }),
      ATTACHES,
    ],
    'another Gateway by port': [
      route(
        { hostnames: undefined, parentRefs: [{ name: 'internal', namespace: 'guarded-gateways' }] },
        {},
        'TCPRoute',
      ),
      ATTACHES,
    ],
    'a Service of another tenant': [
      route({ parentRefs: [{ group: '', kind: 'Service', name: 'public', namespace: 'guarded-gateways' }] }),
      ATTACHES,
    ],
    'the Gateways that are the default': [
      route({ useDefaultGateways: 'All' }),
      'attaches to whichever Gateways are the default',
    ],
    'a name of another tenant by external-dns': [
      route({}, { [NAMES]: 'shop.other.example.com' }),
      'a name that external-dns would make',
    ],
    'an annotation that nobody says it may use': [
      route({}, { 'example.com/anything': 'a' }),
      'annotation example.com/anything is none that the tenant may use',
    ],
  },
);
