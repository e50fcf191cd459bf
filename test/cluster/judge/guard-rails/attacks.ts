import type { Manifest } from '../../../../lib';
import { CORDONED_LABEL, DELETION_PROTECTION_LABEL, LOCKED_LABEL, TENANT_LABEL } from '../../../../lib';
import {
  claimSpec,
  deployment,
  ingress,
  labelledVolume,
  main,
  networkPolicy,
  object,
  podMakers,
  podSpec,
  rulesFor,
  service,
} from '../../../tenancy/guard-rails/objects';
import type { Client } from '../../bed/client';
import { type Attempt, creation, deletion, patch } from './judge';

/** The Namespace of a name. */
export function namespaceOf(name: string, labels: object = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } as Manifest['metadata'] };
}

const GUARDED = namespaceOf('guarded');
const metadata = (labels: object, annotations: object = {}): object => ({
  metadata: { labels, annotations },
});

/** What somebody does to namespaces, whom the platform has not named. */
export function onNamespaces(client: Client): readonly Attempt[] {
  const refused = (what: string, make: Attempt['make'], says: string): Attempt => ({
    what,
    make,
    refusedBy: 'namespaces',
    says,
  });
  const relabel = (labels: object, suffix = ''): Attempt['make'] =>
    patch(client, GUARDED, metadata(labels), suffix);
  const own = 'labels that begin with cdk8s-platform/';
  const selecting = 'labels of a tenant by which policies are selected';
  return [
    refused('move the namespace to another tenant', relabel({ [TENANT_LABEL]: 'guarded-other' }), own),
    refused(
      'drop the tenant label, and with it what selects policies',
      relabel({ [TENANT_LABEL]: null }),
      own,
    ),
    refused(
      'drop the tenant label and the pod security level in one update',
      relabel({ [TENANT_LABEL]: null, 'pod-security.kubernetes.io/enforce': 'privileged' }),
      own,
    ),
    refused(
      'lower the pod security level',
      relabel({ 'pod-security.kubernetes.io/enforce': 'privileged' }),
      selecting,
    ),
    refused(
      'unpin the pod security level',
      relabel({ 'pod-security.kubernetes.io/enforce-version': null }),
      selecting,
    ),
    refused(
      'change a label that other software selects by',
      relabel({ 'istio-injection': 'disabled' }),
      selecting,
    ),
    refused('relabel by way of the status', relabel({ [TENANT_LABEL]: null }, '/status'), own),
    refused(
      'widen the bounds',
      patch(client, GUARDED, metadata({}, { 'cdk8s-platform/registries': '*' })),
      'annotations that begin with cdk8s-platform/',
    ),
    refused('lift a cordon that is not there, or set one', relabel({ [CORDONED_LABEL]: 'true' }), own),
    refused('delete the namespace', deletion(client, GUARDED), 'is deleted by the platform alone'),
    refused(
      'create a namespace of a tenant',
      creation(client, namespaceOf('guarded-forged', { [TENANT_LABEL]: 'guarded' })),
      own,
    ),
    refused(
      'make another namespace that of a tenant',
      patch(client, namespaceOf('default'), metadata({ [TENANT_LABEL]: 'guarded' })),
      own,
    ),
    { what: 'create a namespace', make: creation(client, namespaceOf('guarded-plain', { team: 'a' })) },
    { what: 'label another namespace', make: patch(client, namespaceOf('default'), metadata({ team: 'a' })) },
    { what: 'set another label of the namespace', make: relabel({ team: 'a' }) },
    { what: 'set another annotation', make: patch(client, GUARDED, metadata({}, { note: 'a' })) },
    {
      what: 'choose the pod security level of a namespace of nobody',
      make: patch(
        client,
        namespaceOf('default'),
        metadata({ 'pod-security.kubernetes.io/warn': 'baseline' }),
      ),
    },
  ];
}

const LABELS = { app: 'judged', [LOCKED_LABEL]: 'true' };
const LOCKED_PODS = { metadata: { labels: LABELS }, spec: podSpec() };

/** What controllers would make objects of that are locked. */
const TEMPLATES: readonly Manifest[] = [
  object('apps/v1', 'Deployment', {
    spec: { selector: { matchLabels: { app: 'judged' } }, template: LOCKED_PODS },
  }),
  object('v1', 'PodTemplate', { template: LOCKED_PODS }),
  object('apps/v1', 'StatefulSet', {
    spec: {
      serviceName: 'judged',
      selector: { matchLabels: { app: 'judged' } },
      template: { ...LOCKED_PODS, metadata: { labels: { app: 'judged' } } },
      volumeClaimTemplates: [{ metadata: { name: 'data', labels: LABELS }, spec: claimSpec() }],
    },
  }),
  object('batch/v1', 'CronJob', {
    spec: {
      schedule: '0 0 * * *',
      jobTemplate: {
        metadata: { labels: LABELS },
        spec: { template: { spec: podSpec({ restartPolicy: 'Never' }) } },
      },
    },
  }),
  ...podMakers(podSpec({ volumes: [labelledVolume({ [LOCKED_LABEL]: 'true' })] })),
];

/** What somebody does to the platform's own objects in the namespace of a tenant, and to the tenant's. */
export function onLocked(client: Client, locked: readonly Manifest[], own: Manifest): readonly Attempt[] {
  const change = metadata({ changed: 'true' });
  const unlock = metadata({ [LOCKED_LABEL]: null });
  const refused = (what: string, make: Attempt['make']): Attempt => ({
    what,
    make,
    refusedBy: 'locked-objects',
  });
  const quota = locked.find(({ kind }) => kind === 'ResourceQuota') as Manifest;
  const collection = async () =>
    client.request('DELETE', await client.collectionOf(own.apiVersion, own.kind, own.metadata.namespace), {
      query: { dryRun: 'All' },
    });
  return [
    ...locked.flatMap((each) => {
      const name = `${each.kind} ${each.metadata.name}`;
      return [
        refused(`change ${name}`, patch(client, each, change)),
        refused(`unlock ${name}`, patch(client, each, unlock)),
        refused(`delete ${name}`, deletion(client, each)),
      ];
    }),
    refused('unlock the quota by way of its status', patch(client, quota, unlock, '/status')),
    refused('delete all network policies at once', collection),
    refused('lock an object', patch(client, own, metadata({ [LOCKED_LABEL]: 'true' }))),
    refused(
      'create an object that is locked',
      creation(client, object('v1', 'ConfigMap', {}, { labels: { [LOCKED_LABEL]: 'false' } })),
    ),
    ...TEMPLATES.map((template) => refused(`lock what a ${template.kind} makes`, creation(client, template))),
    { what: 'change an own object', make: patch(client, own, change) },
    { what: 'delete an own object', make: deletion(client, own) },
  ];
}

const HELD = { name: 'held', finalizers: ['example.com/held'] };
const RELEASED = { metadata: { finalizers: null } };

/** What the tenant may not have: one that is being deleted, and one that is not. */
export const ODD: Manifest = ingress({ rules: rulesFor('shop.elsewhere.example.com') }, {});
/** What it may have. */
export const EVEN: Manifest = service({});

/** An object that a finalizer keeps from going. */
export function heldOf(made: Manifest, more: object = {}): Manifest {
  return { ...made, metadata: { ...made.metadata, ...HELD, ...more } };
}

/** Has an object deleted that a finalizer keeps, for good. */
export async function deleteHeld(platform: Client, client: Client, held: Manifest): Promise<void> {
  for (const { status } of [
    await platform.apply(held),
    await client.request('DELETE', await client.pathOf(held)),
  ])
    if (status >= 300) throw new Error(`${held.kind} is neither applied nor deleted: ${status}`);
}

/** Takes the finalizers off an object, for good. */
export async function release(client: Client, held: Manifest): Promise<void> {
  await client.request('PATCH', await client.pathOf(held), {
    body: RELEASED,
    contentType: 'application/merge-patch+json',
  });
}

/** What somebody does to what is being deleted, and to what no longer conforms and is not. */
export function onDeleting(client: Client, standing: Manifest): readonly Attempt[] {
  const [odd, even] = [heldOf(ODD), heldOf(EVEN)];
  const outside = { spec: { externalIPs: ['192.0.2.1'] } };
  const judged = (what: string, body: object): Attempt => ({
    what,
    make: patch(client, odd, body),
    refusedBy: 'ingresses',
  });
  return [
    { what: 'finish what no longer conforms', make: patch(client, odd, RELEASED) },
    judged('finish it and change its host', {
      ...RELEASED,
      spec: { rules: rulesFor('elsewhere.example.com') },
    }),
    judged('finish it and label it', { metadata: { finalizers: null, labels: { a: 'b' } } }),
    judged('annotate it while it is deleted', metadata({}, { a: 'b' })),
    { what: 'finish what conforms', make: patch(client, even, RELEASED) },
    {
      what: 'take addresses by what is being deleted, and held',
      make: patch(client, even, outside),
      refusedBy: 'services',
    },
    {
      what: 'take addresses and finish at once',
      make: patch(client, even, { ...RELEASED, ...outside }),
      refusedBy: 'services',
    },
    {
      what: 'take the finalizer off what no longer conforms, and stays',
      make: patch(client, standing, RELEASED),
      refusedBy: 'ingresses',
    },
  ];
}

/** What somebody does to a workload that is locked. Requests to scale it have no labels. */
export function onLockedWorkload(client: Client, workload: Manifest): readonly Attempt[] {
  const scale = { spec: { replicas: 0 } };
  return [
    { what: 'scale it by itself', make: patch(client, workload, scale), refusedBy: 'locked-objects' },
    { what: 'scale it by its subresource', make: patch(client, workload, scale, '/scale') },
  ];
}

/** What somebody does in a namespace that is cordoned. */
export function onCordoned(
  client: Client,
  namespace: string,
  there: Manifest,
  deleting: Manifest,
): readonly Attempt[] {
  const config = object('v1', 'ConfigMap', {}, { namespace });
  const refused = (what: string, make: Attempt['make']): Attempt => ({ what, make, refusedBy: 'cordon' });
  return [
    refused('create an object', creation(client, config)),
    refused('change an object', patch(client, there, metadata({ changed: 'true' }))),
    refused('scale a workload', patch(client, there, { spec: { replicas: 2 } }, '/scale')),
    { what: 'delete an object', make: deletion(client, there) },
    refused('change what is being deleted', patch(client, deleting, metadata({ changed: 'true' }))),
    { what: 'finish a deletion', make: patch(client, deleting, RELEASED) },
    {
      what: 'renew a lease',
      make: creation(client, object('coordination.k8s.io/v1', 'Lease', {}, { namespace })),
    },
  ];
}

/** What is done to a namespace that is protected, by whomever. */
export function onProtected(client: Client, name: string): readonly Attempt[] {
  return [
    {
      what: 'delete a protected namespace',
      make: deletion(client, namespaceOf(name)),
      refusedBy: 'deletion-protection',
      says: `take off the label ${DELETION_PROTECTION_LABEL} first`,
    },
    {
      what: 'take off its protection',
      make: patch(client, namespaceOf(name), metadata({ [DELETION_PROTECTION_LABEL]: null })),
    },
  ];
}

/** What somebody does to a pod that is there. */
export function onPod(client: Client, pod: Manifest): readonly Attempt[] {
  const container = (image: string): object => {
    const { name: _, ...rest } = main({ image });
    return { spec: { ephemeralContainers: [{ name: 'debugger', ...rest }] } };
  };
  const edit = (change: object) => async () =>
    client.request('PATCH', await client.pathOf(pod), {
      body: [change],
      contentType: 'application/json-patch+json',
      query: { dryRun: 'All' },
    });
  return [
    {
      what: 'add an ephemeral container of another registry',
      make: patch(client, pod, container('docker.io/evil/a:1'), '/ephemeralcontainers'),
      refusedBy: 'images',
    },
    {
      what: 'change the image of a running pod',
      make: edit({ op: 'replace', path: '/spec/containers/0/image', value: 'docker.io/evil/a:1' }),
      refusedBy: 'images',
    },
    {
      what: 'tolerate everything from now on',
      make: edit({ op: 'add', path: '/spec/tolerations/-', value: { operator: 'Exists' } }),
      refusedBy: 'scheduling',
    },
    {
      what: 'join another network from now on',
      make: patch(client, pod, metadata({}, { 'k8s.v1.cni.cncf.io/networks': 'macvlan' })),
      refusedBy: 'pod-networks',
    },
    {
      what: 'add an ephemeral container',
      make: patch(client, pod, container('ghcr.io/acme/debug:1'), '/ephemeralcontainers'),
    },
    {
      what: 'label a pod that admission has written to',
      make: patch(client, pod, metadata({ changed: 'true' })),
    },
  ];
}

/** What members do by the roles that they have. */
export function byRole(owner: Client, editor: Client): readonly Attempt[] {
  const role = object('rbac.authorization.k8s.io/v1', 'Role', {
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
  });
  const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'tenant-editor' },
    subjects: [{ kind: 'ServiceAccount', name: 'app', namespace: 'guarded-staging' }],
  });
  const closed = networkPolicy({ policyTypes: ['Ingress'] });
  const open = networkPolicy({ ingress: [{}], policyTypes: ['Ingress'] });
  return [
    { what: 'an owner writes a Role', make: creation(owner, role) },
    { what: 'an owner binds a Role of the tenant', make: creation(owner, binding) },
    { what: 'an owner writes a policy', make: creation(owner, closed) },
    { what: 'an editor writes a policy', make: creation(editor, closed) },
    { what: 'an editor opens the namespace', make: creation(editor, open), refusedBy: 'network-policies' },
    { what: 'an editor deploys', make: creation(editor, deployment(podSpec())) },
    {
      what: 'an editor deploys from anywhere',
      make: creation(editor, deployment(podSpec({}, { image: 'evil/a:1' }))),
      refusedBy: 'images',
    },
  ];
}
