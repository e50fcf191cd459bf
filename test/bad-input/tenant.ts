import * as kplus from 'cdk8s-plus-28';
import { type Budget, Kind, PodSecurityLevel, Subject, Tenant, z } from '../../lib';
import { type Case, tenant } from './case';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

/** Bad input of tenants, their members and namespaces. */
export const TENANT: readonly Case[] = [
  {
    name: 'nobody as a member',
    declare: (world) => tenant(world, { viewers: [Subject.user('  ')] }),
    says: ['is no name of a user or group', 'given: "  "'],
  },
  {
    name: 'everybody as the owner of a tenant',
    declare: (world) => tenant(world, { owners: [Subject.group('system:authenticated')] }),
    says: ['[chart/alpha] owners[0] cannot be a member', 'given: "system:authenticated"', 'everybody'],
  },
  {
    name: 'a component of the cluster as the viewer of a tenant',
    declare: (world) => tenant(world, { viewers: [Subject.user('system:cloud-controller-manager')] }),
    says: ['[chart/alpha] viewers[0] cannot be a member', 'given: "system:cloud-controller-manager"'],
  },
  {
    name: 'the accounts of a namespace as the editor of a tenant',
    declare: (world) => tenant(world, { editors: [Subject.group('system:serviceaccounts:flux-system')] }),
    says: ['[chart/alpha] editors[0] cannot be a member', 'given: "system:serviceaccounts:flux-system"'],
  },
  {
    name: 'a name as the owner of a tenant',
    declare: (world) => tenant(world, { owners: ['alpha-admins' as never] }),
    says: ['[chart/alpha] owners[0] is no Subject', 'given: "alpha-admins"', "allowed: Subject.group('…')"],
  },
  {
    name: 'a Subject that is no list of them',
    declare: (world) => tenant(world, { viewers: 'alpha-admins' as never }),
    says: ['[chart/alpha] viewers is no list of Subjects; given: "alpha-admins"'],
  },
  {
    name: 'a name as the owner of a namespace of a tenant',
    declare: (world) => tenant(world, { namespaceMembers: { alpha: { owners: ['alpha-admins' as never] } } }),
    says: ['[chart/alpha] namespaceMembers.alpha.owners[0] is no Subject'],
  },
  {
    name: "a namespace that is the cluster's own",
    declare: (world) => tenant(world, { namespaces: ['kube-system'] }),
    says: ['[chart/alpha] namespaces', 'given: "kube-system"'],
  },
  {
    name: 'a tenant without a namespace',
    declare: (world) => tenant(world, { namespaces: [] }),
    says: ['[chart/alpha] namespaces', 'at least one name'],
  },
  {
    name: 'guard rails of a tenant that are misspelt',
    declare: (world) => tenant(world, { gaurdRails: 'installed' } as never),
    says: ['[chart/alpha] has a prop that is unknown', 'given: "gaurdRails"', 'guardRails,', 'others'],
  },
  {
    name: 'members of a tenant that are misspelt',
    declare: (world) => tenant(world, { owner: [Subject.group('alpha-admins')] } as never),
    says: ['[chart/alpha] has a prop that is unknown', 'given: "owner"', 'owners'],
  },
  {
    name: 'members of a namespace of a tenant that are misspelt',
    declare: (world) =>
      tenant(world, { namespaceMembers: { alpha: { owner: [Subject.group('alpha-admins')] } as never } }),
    says: [
      '[chart/alpha] namespaceMembers.alpha has a prop that is unknown',
      'given: "owner"',
      'allowed: owners, editors, viewers',
    ],
  },
  {
    name: 'a namespace that the tenant does not have',
    declare: (world) => tenant(world, {}).namespace('gamma'),
    says: ['[chart/alpha] namespace is not a namespace of the tenant', 'given: "gamma"', 'one of alpha'],
  },
  {
    name: 'a cdk8s-plus object in a tenant that would land elsewhere',
    declare: (world) => new kplus.ConfigMap(tenant(world, {}).namespace(), 'config', { data: { a: 'b' } }),
    says: ['[chart/alpha/alpha/config/Resource]', 'would land elsewhere', "metadata: { namespace: 'alpha' }"],
  },
  {
    name: 'a ServiceAccount of cdk8s-plus without a namespace as a member',
    declare: ({ chart }) => Subject.serviceAccount(new kplus.ServiceAccount(chart, 'sa')),
    says: ['a ServiceAccount without a namespace', 'fix: set `metadata.namespace`'],
  },
  {
    name: 'a kind without a namespace for the members of a tenant',
    declare: (world) =>
      tenant(world, {
        kinds: [
          new Kind({
            group: 'toys.example.com',
            kind: 'Shelf',
            plural: 'shelves',
            description: 'A shelf.',
            namespaced: false,
            spec: z.strictObject({}),
          }),
        ],
      }),
    says: ['[chart/alpha] kinds has a cluster-scoped kind', 'given: "Shelf"', 'fix: bind a ClusterRole'],
  },
  {
    name: 'a label that guards a namespace, as a label of a tenant',
    declare: (world) => tenant(world, { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }),
    says: ['[chart/alpha] labels has a meaning of its own', 'given: "pod-security.kubernetes.io/enforce"'],
  },
  {
    name: 'an annotation of GitOps, as one of a tenant',
    declare: (world) => tenant(world, { annotations: { 'argocd.argoproj.io/sync-wave': '9' } }),
    says: ['[chart/alpha] annotations has a meaning of its own', 'argocd.argoproj.io/sync-wave'],
  },
  {
    name: 'members of a namespace that the tenant does not have',
    declare: (world) => tenant(world, { namespaceMembers: { gamma: { owners: [] } } }),
    says: ['[chart/alpha] namespaceMembers names no namespace', 'given: "gamma"'],
  },
  {
    name: 'a pull secret that cannot be',
    declare: (world) => tenant(world, { imagePullSecrets: ['Registry'] }),
    says: ['[chart/alpha] imagePullSecrets is not a valid name', 'given: "Registry"'],
  },
  {
    name: 'shared config that Kubernetes would write over',
    declare: (world) => tenant(world, { sharedConfig: { 'kube-root-ca.crt': { a: 'b' } } }),
    says: ['sharedConfig.kube-root-ca.crt is kept by Kubernetes itself'],
  },
  {
    name: 'shared config of nothing',
    declare: (world) => tenant(world, { sharedConfig: { proxy: {} } }),
    says: ['[chart/alpha/alpha] sharedConfig.proxy holds nothing'],
  },
  {
    name: 'shared config that no ConfigMap holds',
    declare: (world) => tenant(world, { sharedConfig: { proxy: { a: 'x'.repeat(2 ** 20 + 1) } } }),
    says: ['sharedConfig.proxy is too large', '1048577 bytes'],
  },
  {
    name: 'two tenants of one name, which would pass for one',
    declare: (world) => {
      tenant(world, {});
      new Tenant(world.chart, 'other', { name: 'alpha', namespaces: ['beta'], budget: AMPLE });
    },
    says: ['[chart/other] name is that of another tenant, at [chart/alpha]', 'given: "alpha"'],
  },
  {
    name: 'a tenant whose pods may have the node',
    declare: (world) =>
      tenant(world, { podSecurity: PodSecurityLevel.PRIVILEGED, podSecurityReason: 'an agent of the node' }),
    says: [
      '[chart/alpha] podSecurity admits pods with the network and the files of their node',
      'given: "privileged"; allowed: restricted, baseline; fix: run what needs the node in a Namespace of the platform',
      '`baseline`, with a reason',
    ],
  },
  {
    name: 'a tenant below the restricted level for no reason',
    declare: (world) => tenant(world, { podSecurity: PodSecurityLevel.BASELINE }),
    says: ['[chart/alpha/alpha] podSecurity exempts', 'given: "baseline"', 'fix: state `podSecurityReason`'],
  },
  {
    name: 'a tenant of a level of pod security that there is not',
    declare: (world) => tenant(world, { podSecurity: 'strict' as PodSecurityLevel }),
    says: ['[chart/alpha] podSecurity is no level', 'given: "strict"', 'allowed: restricted, baseline'],
  },
];
