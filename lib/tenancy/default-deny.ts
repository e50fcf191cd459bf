import type { Construct } from 'constructs';
import { toDns } from '../network/flows';
import { NetworkPolicy } from '../network/network-policy';
import { LOCKED } from './labels';

/** Emits the policies of every namespace of tenants: whatever is not allowed is denied, but to ask for names. */
export function emitDefaultDeny(scope: Construct): void {
  new NetworkPolicy(scope, 'DefaultDeny', { name: 'default-deny', labels: LOCKED, pods: 'all' });
  new NetworkPolicy(scope, 'AllowDns', {
    name: 'allow-dns',
    labels: LOCKED,
    pods: 'all',
    egress: toDns(scope),
  });
}
