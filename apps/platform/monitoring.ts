import { Allowance, Peer } from '../../lib';

/** Where logs are sent: Loki, which another team runs in the cluster. */
export const LOKI = Allowance.of(Peer.pods('monitoring', { 'app.kubernetes.io/name': 'loki' }), [3100]);
