import { ApiObject, Chart } from 'cdk8s';
import {
  AdmissionPolicy,
  type AdmissionPolicyProps,
  Cluster,
  GuardRails,
  SharedNamespace,
  Subject,
} from '../../lib';
import { type Case, tenant, type World } from './case';

const policy = ({ chart }: World, props: Partial<AdmissionPolicyProps>): AdmissionPolicy =>
  new AdmissionPolicy(chart, 'rule', {
    kinds: ['v1/Pod'],
    validations: [{ expression: 'true', message: 'is not good' }],
    ...props,
  });
const guardRails = ({ chart }: World, clusterRoles: readonly string[] = []): GuardRails =>
  new GuardRails(chart, 'guard-rails', { administrators: [Subject.group('platform')], clusterRoles });

/** A chart for an older cluster. */
const older = ({ app }: World, kubernetes: string): World => {
  const chart = new Chart(app, 'older');
  new Cluster({ kubernetes }).provideTo(chart);
  return { app, chart };
};

/** Bad input of policies, guard rails and what they hold tenants to. */
export const POLICY: readonly Case[] = [
  {
    name: 'a rule that does not compile',
    declare: (world) =>
      policy(world, { validations: [{ expression: 'object.spec.', message: 'is not good' }] }),
    says: [
      '[chart/rule] validations[0].expression is CEL that does not compile',
      'given: "object.spec."',
      'of type bool',
    ],
  },
  {
    name: 'a rule with a name that is not known',
    declare: (world) =>
      policy(world, { validations: [{ expression: 'self.a == 1', message: 'is not good' }] }),
    says: ['"self" is not known here', 'object, oldObject, request, authorizer, namespaceObject, variables'],
  },
  {
    name: 'a rule for a newer cluster',
    declare: (world) =>
      policy(older(world, '1.30'), { validations: [{ expression: 'isIP(object.spec.a)', message: 'no' }] }),
    says: [
      'validations[0].expression has functions that an API server of Kubernetes 1.30 does not take yet',
      '1.31 or newer',
    ],
  },
  {
    name: 'policies on a cluster that does not enforce them',
    declare: (world) => policy(older(world, '1.28'), {}),
    says: ['do not enforce unless they are told to', 'admissionPolicies: true'],
  },
  {
    name: 'a rule on no kind',
    declare: (world) => policy(world, { kinds: [] }),
    says: ['[chart/rule] kinds is empty', 'at least one kind'],
  },
  {
    name: 'guard rails without administrators, which would stop the platform',
    declare: ({ chart }) => new GuardRails(chart, 'guard-rails', { administrators: [] }),
    says: ['[chart/guard-rails] administrators is empty', 'Argo CD'],
  },
  {
    name: 'guard rails whose administrators are names',
    declare: ({ chart }) => new GuardRails(chart, 'guard-rails', { administrators: ['platform' as never] }),
    says: ['[chart/guard-rails] administrators[0] is no Subject', 'given: "platform"'],
  },
  {
    name: 'guard rails that everybody is free of',
    declare: ({ chart }) =>
      new GuardRails(chart, 'guard-rails', {
        administrators: [Subject.group('platform'), Subject.group('system:authenticated')],
      }),
    says: ['[chart/guard-rails] administrators[1] is everybody', 'given: "system:authenticated"'],
  },
  {
    name: 'guard rails with every account as an operator',
    declare: ({ chart }) =>
      new GuardRails(chart, 'guard-rails', {
        administrators: [Subject.group('platform')],
        operators: [Subject.group('system:serviceaccounts')],
      }),
    says: ['[chart/guard-rails] operators[0] is everybody', 'system:cloud-controller-manager'],
  },
  {
    name: 'guard rails whose operators are names',
    declare: ({ chart }) =>
      new GuardRails(chart, 'guard-rails', {
        administrators: [Subject.group('platform')],
        operators: [Subject.group('operators'), 'op' as never],
      }),
    says: ['[chart/guard-rails] operators[1] is no Subject', 'given: "op"'],
  },
  {
    name: 'a shared namespace that is no name',
    declare: ({ chart }) =>
      new GuardRails(chart, 'guard-rails', {
        administrators: [Subject.group('platform')],
        sharedNamespaces: ['Shared'],
      }),
    says: ['[chart/guard-rails] sharedNamespaces is not a valid name', 'given: "Shared"'],
  },
  {
    name: 'a tenant beside guard rails that states no bounds',
    declare: (world) => {
      guardRails(world);
      tenant(world, {});
    },
    says: [
      '[chart/alpha/alpha/Namespace] is the namespace of a tenant that states no bounds',
      'pass `guardRails`',
    ],
  },
  {
    name: 'bounds that nothing holds',
    declare: (world) => tenant(world, { allowed: { domains: ['alpha.example.com'] } }),
    says: ['[chart/alpha] allowed is for guard rails, which the tenant does not have', "'installed'"],
  },
  {
    name: 'a registry with a tag',
    declare: (world) =>
      tenant(world, { guardRails: 'installed', allowed: { registries: ['ghcr.io/acme:1'] } }),
    says: ['[chart/alpha] allowed.registries[0] is no registry', 'given: "ghcr.io/acme:1"', 'ghcr.io/acme'],
  },
  {
    name: 'a wildcard for a domain',
    declare: (world) => tenant(world, { guardRails: 'installed', allowed: { domains: ['*.example.com'] } }),
    says: ['[chart/alpha] allowed.domains[0] is not a valid name', 'given: "*.example.com"'],
  },
  {
    name: 'an address range that reaches the metadata service',
    declare: (world) => tenant(world, { guardRails: 'installed', allowed: { egressCidrs: ['169.0.0.0/8'] } }),
    says: ['[chart/alpha] allowed.egressCidrs[0] overlaps ', 'outside the cluster', '0.0.0.0/0'],
  },
  {
    name: 'an address range that may be one of the cluster',
    declare: (world) =>
      tenant(older(world, '1.34'), {
        guardRails: 'installed',
        allowed: { egressCidrs: ['198.51.100.0/24'] },
      }),
    says: ['[older/alpha] allowed.egressCidrs[0] may be an address range of the cluster', 'pass `podCidrs`'],
  },
  {
    name: 'a text in the place of a list of registries',
    declare: (world) =>
      tenant(world, { guardRails: 'installed', allowed: { registries: 'ghcr.io' as never } }),
    says: ['[chart/alpha] allowed.registries is not a list', 'given: "ghcr.io"'],
  },
  {
    name: 'a domain whose names are those of everybody',
    declare: (world) => tenant(world, { guardRails: 'installed', allowed: { domains: ['com'] } }),
    says: ['[chart/alpha] allowed.domains[0] is a domain of one label', 'given: "com"', 'alpha.example.com'],
  },
  {
    name: 'a role of the administrators of the cluster, for members to bind',
    declare: (world) => guardRails(world, ['view', 'cluster-admin']),
    says: ['[chart/guard-rails] clusterRoles[1] gives everything', 'given: "cluster-admin"'],
  },
  {
    name: 'a role of the app that gives everything, for members to bind',
    declare: (world) => {
      guardRails(world, ['all']);
      new ApiObject(world.chart, 'all', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'all' },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      } as never);
    },
    says: ['[chart/guard-rails] clusterRoles[0] gives everything', 'given: "all"'],
  },
  {
    name: 'a role that comes to give everything by aggregation, for members to bind',
    declare: (world) => {
      guardRails(world, ['whole']);
      const clusterRole = (name: string, fields: object) =>
        new ApiObject(world.chart, name, {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          ...fields,
        } as never);
      clusterRole('whole', {
        metadata: { name: 'whole' },
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] },
      });
      clusterRole('part', {
        metadata: { name: 'part', labels: { part: 'yes' } },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      });
    },
    says: ['[chart/guard-rails] clusterRoles[0] gives everything', 'given: "whole"'],
  },
  {
    name: 'guard rails with a prop that is misspelt',
    declare: ({ chart }) =>
      new GuardRails(chart, 'guard-rails', {
        administrators: [Subject.group('platform-admins')],
        namespaceLabel: ['mesh'],
      } as never),
    says: ['[chart/guard-rails] has a prop that is unknown', 'given: "namespaceLabel"', 'namespaceLabels'],
  },
  {
    name: 'an account by its name alone',
    declare: () => Subject.serviceAccount('argocd-application-controller' as never),
    says: ['is no ServiceAccount', 'given: "argocd-application-controller"', '{ name, namespace }'],
  },
  {
    name: 'a bound that is misspelt',
    declare: (world) =>
      tenant(world, { guardRails: 'installed', allowed: { registrys: ['ghcr.io'] } as never }),
    says: [
      '[chart/alpha] allowed has a prop that is unknown',
      'given: "registrys"',
      'registries, pullPolicies, domains',
    ],
  },
  {
    name: 'guard rails that are misspelt',
    declare: (world) => tenant(world, { guardRails: 'instaled' as never }),
    says: ['[chart/alpha] guardRails are no guard rails', 'given: "instaled"', "'installed'"],
  },
  {
    name: 'guard rails of a shared namespace that are misspelt',
    declare: ({ chart }) =>
      new SharedNamespace(chart, 'playground', {
        tenants: { ann: {} },
        budget: { cpu: 1, memory: '1Gi', pods: 1 },
        guardRails: 'instaled' as never,
      }),
    says: ['[chart/playground] guardRails are no guard rails', 'given: "instaled"', "'installed'"],
  },
  {
    name: 'a member whose name has a line break',
    declare: (world) => tenant(world, { guardRails: 'installed', owners: [Subject.user('ann\nbob')] }),
    says: ['[chart/alpha] members has a line break', 'a name of one line'],
  },
];
