import { AppProject, ArgoCd, FluxTenant, PlatformApp, Subject, TenantProject } from '../../lib';
import { type Case, tenant } from './case';

const REPO = 'https://git.example.com/alpha/shop.git';

/** Bad input of delivery. */
export const DELIVERY: readonly Case[] = [
  {
    name: 'a delivery path that leaves the repository',
    declare: () => new ArgoCd({ repoUrl: 'https://git.example.com/a.git', path: '../dist' }),
    says: ['path', '../dist'],
  },
  {
    name: 'repositories of a tenant by pattern',
    declare: (world) =>
      new TenantProject(world.chart, 'project', {
        tenant: tenant(world, {}),
        sourceRepos: ['https://git.example.com/*'],
      }),
    says: ['[chart/project/AppProject] sourceRepos[0] is a pattern', 'the URL of one repository'],
  },
  {
    name: "a project of a tenant that is everybody's",
    declare: (world) =>
      new TenantProject(world.chart, 'default', {
        tenant: tenant(world, {}),
        sourceRepos: [REPO],
        name: 'default',
      }),
    says: ['[chart/default] name is the project of all Applications that name none', 'any other name'],
  },
  {
    name: 'Argo CD in a namespace of a tenant',
    declare: (world) =>
      new TenantProject(world.chart, 'project', {
        tenant: tenant(world, {}),
        sourceRepos: [REPO],
        namespace: 'alpha',
      }),
    says: [
      '[chart/project] namespace is a namespace of tenant alpha',
      'given: "alpha"',
      'which no tenant has',
    ],
  },
  {
    name: 'Applications in a namespace that the tenant does not have',
    declare: (world) =>
      new TenantProject(world.chart, 'project', {
        tenant: tenant(world, {}),
        sourceRepos: [REPO],
        sourceNamespaces: ['alpha*'],
      }),
    says: ['is not a namespace of the tenant', 'given: "alpha*"', 'one of alpha'],
  },
  {
    name: 'Applications of a tenant that are synced with the rights of Argo CD',
    declare: (world) =>
      new TenantProject(world.chart, 'project', {
        tenant: tenant(world, {}),
        sourceRepos: [REPO],
        impersonation: false,
        sourceNamespaces: ['alpha'],
      }),
    says: ['[chart/project] sourceNamespaces needs impersonation', 'none where `impersonation` is false'],
  },
  {
    name: 'a group that is two in a policy of Argo CD',
    declare: (world) =>
      new TenantProject(world.chart, 'project', {
        tenant: tenant(world, { owners: [Subject.group('cn=a,dc=example')] }),
        sourceRepos: [REPO],
      }),
    says: ['roles[0].groups[0] is not the name of a group', 'given: "cn=a,dc=example"', 'without commas'],
  },
  {
    name: "Applications of a project in Argo CD's own namespace",
    declare: ({ chart }) =>
      new AppProject(chart, 'project', {
        sourceRepos: [REPO],
        destinations: [{ namespace: 'alpha' }],
        namespaceResourceWhitelist: [],
        sourceNamespaces: ['argocd'],
      }),
    says: [
      '[chart/project] sourceNamespaces[0] is the namespace of Argo CD',
      'given: "argocd"',
      'other namespaces',
    ],
  },
  {
    name: 'two accounts for one namespace',
    declare: ({ chart }) =>
      new AppProject(chart, 'project', {
        sourceRepos: [REPO],
        destinations: [{ namespace: 'alpha' }],
        namespaceResourceWhitelist: [],
        serviceAccounts: ['a', 'b'].map((name) => ({
          namespace: 'alpha',
          serviceAccount: { namespace: 'alpha', name },
        })),
      }),
    says: ['[chart/project] serviceAccounts has two items for one name or destination', '"name":"b"'],
  },
  {
    name: 'an action that Argo CD does not know',
    declare: ({ chart }) =>
      new AppProject(chart, 'project', {
        sourceRepos: [REPO],
        destinations: [{ namespace: 'alpha' }],
        namespaceResourceWhitelist: [],
        roles: [
          { name: 'ci', groups: ['ci'], permissions: [{ resource: 'applications', actions: ['get, *'] }] },
        ],
      }),
    says: ['roles[0].permissions is not an action of Argo CD', 'given: "get, *"', 'allowed: get, create'],
  },
  {
    name: 'a role that is no word',
    declare: ({ chart }) =>
      new AppProject(chart, 'project', {
        sourceRepos: [REPO],
        destinations: [{ namespace: 'alpha' }],
        namespaceResourceWhitelist: [],
        roles: [{ name: 'the owners', groups: [], permissions: [] }],
      }),
    says: ['roles[0].name is not the name of a role', 'given: "the owners"'],
  },
  {
    name: 'an account of the platform without a namespace',
    declare: () =>
      new ArgoCd({ repoUrl: REPO, serviceAccount: { namespace: '', name: 'argocd-application-controller' } }),
    says: ['ArgoCd.serviceAccount.namespace is not a valid name', 'given: ""'],
  },
  {
    name: 'a repository that Flux cannot clone',
    declare: (world) =>
      new FluxTenant(world.chart, 'shop', {
        tenant: tenant(world, {}),
        repoUrl: 'git@git.example.com:alpha/shop.git',
      }),
    says: ['repoUrl is not a URL that Flux clones', 'ssh://'],
  },
  {
    name: 'a branch by its short name for Flux',
    declare: (world) =>
      new FluxTenant(world.chart, 'shop', { tenant: tenant(world, {}), repoUrl: REPO, ref: 'main' }),
    says: ['ref is not a fully qualified reference', 'given: "main"', 'refs/heads/<branch>'],
  },
  {
    name: 'Flux on a cluster that does not have it',
    declare: (world) => new FluxTenant(world.chart, 'shop', { tenant: tenant(world, {}), repoUrl: REPO }),
    says: ['[chart/shop] needs the kind GitRepository', 'installed: [FLUX]'],
  },
  {
    name: 'one namespace of several for Flux',
    declare: (world) =>
      new FluxTenant(world.chart, 'shop', {
        tenant: tenant(world, { namespaces: ['a', 'b'] }),
        repoUrl: REPO,
      }),
    says: ['[chart/alpha] namespace is not a namespace of the tenant', 'one of a, b'],
  },
  {
    name: 'reports among what is delivered',
    declare: () => new PlatformApp({ outdir: 'dist', reports: 'dist/reports' }),
    says: ['reports is in the output directory', 'given: "dist/reports"', 'a directory beside dist'],
  },
];
