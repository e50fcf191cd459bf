import { object, service } from '../objects';
import { type Row, rows } from './row';

/** Rows of the rule `endpoints`. */
export const ENDPOINTS: readonly Row[] = rows(
  'endpoints',
  { 'a Service with a selector': service({ selector: { app: 'judged' } }) },
  {
    Endpoints: [
      object('v1', 'Endpoints', { subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ port: 80 }] }] }),
      'endpoints are written by Kubernetes alone',
    ],
    'an EndpointSlice': [
      object('discovery.k8s.io/v1', 'EndpointSlice', {
        addressType: 'IPv4',
        endpoints: [{ addresses: ['203.0.113.9'] }],
        ports: [{ port: 80 }],
      }),
      'endpoints are written by Kubernetes alone',
    ],
  },
);
