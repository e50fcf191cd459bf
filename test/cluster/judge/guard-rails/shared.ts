import { type Manifest, TENANT_LABEL } from '../../../../lib';
import { inRoom, podOf } from '../../../tenancy/guard-rails/shared-table';
import type { Client } from '../../bed/client';
import { type Attempt, creation, deletion, patch } from './judge';
import { times } from './largest';

const relabelled = (tenant: string | null): object => ({ metadata: { labels: { [TENANT_LABEL]: tenant } } });
const CHANGE = { metadata: { annotations: { changed: 'true' } } };

/** What somebody does to the labels of objects of `ann`, whom nobody calls a member of anything. */
export function onLabels(client: Client, deployment: Manifest, pod: Manifest): readonly Attempt[] {
  const refused = (what: string, make: Attempt['make'], says: string): Attempt => ({
    what,
    make,
    refusedBy: 'shared-labels',
    says,
  });
  const kept = 'is never changed';
  return [
    refused('give a pod to another tenant', patch(client, pod, relabelled('bob')), kept),
    refused('give a pod away by way of its status', patch(client, pod, relabelled('bob'), '/status'), kept),
    refused('give a workload to another tenant', patch(client, deployment, relabelled('bob')), kept),
    refused(
      'drop the label of a pod',
      patch(client, pod, relabelled(null)),
      'must be one of these: ann, bob',
    ),
    { what: 'change something else of a pod', make: patch(client, pod, CHANGE) },
    { what: 'change something else of a workload', make: patch(client, deployment, CHANGE) },
    { what: 'write its status', make: patch(client, pod, CHANGE, '/status') },
    { what: 'scale it', make: patch(client, deployment, { spec: { replicas: 2 } }, '/scale') },
  ];
}

/** What a member of `ann` alone does to what is there of each tenant, and what is the platform's. */
export function byMember(
  client: Client,
  own: Manifest,
  others: Manifest,
  nobodys: Manifest,
): readonly Attempt[] {
  const refused = (what: string, make: Attempt['make']): Attempt => ({
    what,
    make,
    refusedBy: 'shared-members',
    says: `the label ${TENANT_LABEL} is none of your own: ann`,
  });
  const role = inRoom('rbac.authorization.k8s.io/v1', 'Role', { rules: [] }, {});
  return [
    refused('create an object of another tenant', creation(client, podOf('bob', 'forged'))),
    refused('change an object of another tenant', patch(client, others, CHANGE)),
    refused('change its status', patch(client, others, CHANGE, '/status')),
    refused('delete an object of another tenant', deletion(client, others)),
    refused('delete what is of nobody', deletion(client, nobodys)),
    refused('create an object of nobody', creation(client, role)),
    { what: 'create an own object', make: creation(client, podOf('ann', 'made')) },
    { what: 'change an own object', make: patch(client, own, CHANGE) },
    { what: 'delete an own object', make: deletion(client, own) },
  ];
}

/** What no guard rail sees the labels of: these requests have none, and the names in roles hold alone. */
export function unseen(client: Client, others: Manifest, pod: Manifest): readonly Attempt[] {
  const eviction = async () =>
    client.request('POST', `${await client.pathOf(pod)}/eviction`, {
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: pod.metadata.name, namespace: pod.metadata.namespace },
      },
      query: { dryRun: 'All' },
    });
  return [
    {
      what: 'scale the workload of another tenant',
      make: patch(client, others, { spec: { replicas: 2 } }, '/scale'),
    },
    { what: 'evict the pod of another tenant', make: eviction },
  ];
}

/** Annotations of a namespace that very many share, `ann` last. */
export const CROWDED: Readonly<Record<string, string>> = {
  'cdk8s-platform/tenants': [...times(300, (index) => `a${index}`), 'ann'].join(','),
  'cdk8s-platform/tenant-members': [
    ...times(1500, (index) => `a${index % 300} User:${'u'.repeat(60)}-${index}@example.com`),
    'ann Group:crowd-199',
  ].join('\n'),
};

/** Groups of somebody who is in very many. */
export const CROWD: readonly string[] = times(200, (index) => `crowd-${index}`);

/** What is judged by its content where very many share a namespace, by a member of `ann` by the last of very many groups. */
export function inCrowd(client: Client): readonly Attempt[] {
  const policy = (last: string): Manifest => {
    const peer = (tenant: string) => ({ podSelector: { matchLabels: { [TENANT_LABEL]: tenant } } });
    const egress = times(200, () => ({ to: times(5, () => peer('ann')) }));
    const podSelector = { matchLabels: { [TENANT_LABEL]: 'ann' } };
    const spec = { podSelector, policyTypes: ['Egress'], egress: [...egress, { to: [peer(last)] }] };
    return inRoom('networking.k8s.io/v1', 'NetworkPolicy', { spec });
  };
  return [
    { what: 'the largest policy of a tenant', make: creation(client, policy('ann')) },
    {
      what: 'the largest policy of a tenant, bad at its end',
      make: creation(client, policy('a0')),
      refusedBy: 'shared-labels',
    },
    {
      what: 'a pod of another tenant',
      make: creation(client, podOf('a299')),
      refusedBy: 'shared-members',
      says: 'is none of your own: ann',
    },
  ];
}
