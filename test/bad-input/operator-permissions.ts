import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  type Controller,
  type ExtraPermission,
  Namespace,
  Operator,
  type OperatorProps,
  OperatorScope,
  PostgreSQL,
  PostgreSQLBackup,
  Shards,
} from '../../lib';
import { type Case, operator, type World } from './case';

const RBAC = 'rbac.authorization.k8s.io';
const IN_ALPHA = OperatorScope.namespaces('alpha');
const SHARDS = Shards.byLabel('example.com/shard', ['a', 'b', 'c']);

/** An operator whose one controller does something more. */
const controller =
  (more: Partial<Controller>, scope = IN_ALPHA) =>
  (world: World) =>
    operator(world, { scope, controllers: [{ for: PostgreSQL, ...more }] });

/** An operator with a permission that no controller says. */
const extra = (permission: Partial<ExtraPermission>) => (world: World) =>
  operator(world, {
    permissions: [
      {
        group: '',
        resource: 'pods',
        verbs: ['get'],
        where: 'scope',
        reason: 'looks after them',
        ...permission,
      },
    ],
  });

/** Operators with these scopes, all of one kind. */
const operators =
  (...scopes: readonly OperatorScope[]) =>
  ({ chart }: World) => {
    for (const [index, scope] of scopes.entries()) another(chart, `op-${index}`, { scope });
  };

const another = (
  scope: ConstructorParameters<typeof Operator>[0],
  id: string,
  props: Partial<OperatorProps>,
): Operator =>
  new Operator(scope, id, {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    ...props,
  });

/** Bad input of what an operator may do, and where. */
export const OPERATOR_PERMISSIONS: readonly Case[] = [
  {
    name: 'Secrets that an operator makes without a reason',
    declare: controller({ owns: ['v1/Secret'] }),
    says: [
      '[chart/op] controllers give the operator a power that takes a stated reason',
      'given: "create, patch v1/secrets"',
      "{ kind: 'v1/Secret', reason: '…' }",
    ],
  },
  {
    name: 'an operator that would read every Secret of the cluster, without a reason',
    declare: controller({ watches: ['v1/Secret'] }, OperatorScope.cluster()),
    says: [
      'it may read every Secret of the cluster',
      'get, list, watch v1/secrets',
      'OperatorScope.namespaces',
    ],
  },
  {
    name: 'Roles that an operator writes without a reason',
    declare: controller({ owns: ['rbac.authorization.k8s.io/Role'] }),
    says: ['it may give what it has to anybody', `create, patch ${RBAC}/roles`],
  },
  {
    name: 'volumes that an operator makes without a reason',
    declare: controller({ creates: ['v1/PersistentVolume'] }),
    says: ['reach the file systems of nodes', 'create v1/persistentvolumes'],
  },
  {
    name: 'webhooks that an operator writes without a reason',
    declare: controller({ creates: ['admissionregistration.k8s.io/MutatingWebhookConfiguration'] }),
    says: ['whatever is admitted to the cluster', 'mutatingwebhookconfigurations'],
  },
  {
    name: 'namespaces that an operator deletes without a reason',
    declare: controller({ deletes: ['v1/Namespace'] }),
    says: ['delete all that is in one', 'delete v1/namespaces', "kind: 'v1/Namespace'"],
  },
  {
    name: 'a reason that says nothing',
    declare: controller({ owns: [{ kind: 'v1/Secret', reason: ' ' }] }),
    says: ['[chart/op] controllers.owns.reason is no reason', 'given: " "', 'a phrase on one line'],
  },
  {
    name: 'a reason of two lines',
    declare: extra({ reason: 'looks\nafter them' }),
    says: ['[chart/op] permissions.0.reason is no reason', 'given: "looks\\nafter them"'],
  },
  {
    name: 'a permission without verbs',
    declare: extra({ verbs: [] }),
    says: ['[chart/op] permissions.0.verbs is nothing that a role can give', 'at least one verb'],
  },
  {
    name: 'a verb in capitals',
    declare: extra({ verbs: ['GET'] }),
    says: ['permissions.0.verbs', 'given: "GET"', 'lower case'],
  },
  {
    name: 'a permission on a kind instead of a resource',
    declare: extra({ resource: 'Pod' }),
    says: ['permissions.0.resource', 'given: "Pod"', '`pods`'],
  },
  {
    name: 'a permission on a group by its version',
    declare: extra({ group: 'v1' }),
    says: ['permissions.0.group', 'given: "v1"', 'the empty string for the core group'],
  },
  {
    name: 'a permission nowhere',
    declare: extra({ where: 'namespaces' as 'scope' }),
    says: ['permissions.0.where is no place', 'given: "namespaces"', 'ownNamespace, scope, cluster'],
  },
  {
    name: 'a permission in namespaces on what has none',
    declare: extra({ resource: 'nodes' }),
    says: ['permissions.0.resource has no namespace', 'given: "nodes"', "where: 'cluster'"],
  },
  {
    name: 'creation limited to a name, which no request tells',
    declare: extra({ verbs: ['get', 'create'], resourceNames: ['own'] }),
    says: ['permissions.0.resourceNames limits `create` to names', 'state it apart'],
  },
  {
    name: 'a permission on no object, which RBAC takes for all of them',
    declare: extra({ resourceNames: [] }),
    says: ['permissions.0.resourceNames', 'given: []', 'names, or no `resourceNames` for all'],
  },
  {
    name: 'a Role for operands that gives nothing',
    declare: controller({ grants: { rules: [], reason: 'leads' } }),
    says: ['[chart/op] controllers.grants.rules is empty', 'at least one rule'],
  },
  {
    name: 'a Role for operands on what has no namespace',
    declare: controller({
      grants: { rules: [{ group: '', resource: 'nodes', verbs: ['get'] }], reason: 'finds its zone' },
    }),
    says: ['controllers.grants.rules.0.resource has no namespace', 'given: "nodes"'],
  },
  {
    name: 'an unknown strategy',
    declare: controller({ strategy: 'replace' as 'update' }),
    says: ['controllers.strategy is no strategy', 'given: "replace"', 'apply, update'],
  },
  {
    name: 'cluster-admin for the account of an operator, by cdk8s-plus',
    declare: (world) => {
      operator(world, {});
      const { chart } = world;
      new kplus.ClusterRoleBinding(chart, 'admins', {
        metadata: { name: 'admins' },
        role: kplus.ClusterRole.fromClusterRoleName(chart, 'cluster-admin', 'cluster-admin'),
      }).addSubjects(
        kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'op', { namespaceName: 'op' }),
      );
    },
    says: [
      '[chart/admins/Resource] gives ServiceAccount op/op by ClusterRole cluster-admin',
      'given: "* */*"',
      'the operator [chart/op]',
    ],
  },
  {
    name: 'a way into pods for the account of an operator, by plain objects',
    declare: (world) => {
      operator(world, {});
      const metadata = { name: 'debug', namespace: 'op' };
      new ApiObject(world.chart, 'role', {
        apiVersion: `${RBAC}/v1`,
        kind: 'Role',
        metadata,
        rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
      });
      new ApiObject(world.chart, 'binding', {
        apiVersion: `${RBAC}/v1`,
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: RBAC, kind: 'Role', name: 'debug' },
        subjects: [{ kind: 'ServiceAccount', name: 'op', namespace: 'op' }],
      });
    },
    says: [
      '[chart/binding] gives ServiceAccount op/op by Role debug',
      'in namespace op',
      'create v1/pods/exec',
    ],
  },
  {
    name: 'two operators of one kind in the whole cluster',
    declare: operators(OperatorScope.cluster(), OperatorScope.cluster()),
    says: ['[chart/op-1] scope has objects that [chart/op-0] has as well', 'PostgreSQL in the whole cluster'],
  },
  {
    name: 'two operators of one kind in one namespace',
    declare: operators(OperatorScope.namespaces('alpha', 'beta'), OperatorScope.namespaces('beta')),
    says: ['[chart/op-1] scope has objects that [chart/op-0] has as well', 'PostgreSQL in beta'],
  },
  {
    name: 'a shard that nobody has',
    declare: operators(
      OperatorScope.cluster().withShard(SHARDS.of('a')),
      OperatorScope.cluster().withShard(SHARDS.of('c')),
    ),
    says: [
      '[chart/op-0] scope leaves shards by example.com/shard to others, but nobody has "b"',
      'shards.all',
    ],
  },
  {
    name: 'a shard that two operators have',
    declare: operators(...[...SHARDS.all, SHARDS.of('b')].map((shard) => IN_ALPHA.withShard(shard))),
    says: ['[chart/op-3] scope has shard "b", which [chart/op-1] has as well', 'one operator for each shard'],
  },
  {
    name: 'shards beside an operator of everything',
    declare: operators(...SHARDS.all.map((shard) => IN_ALPHA.withShard(shard)), OperatorScope.cluster()),
    says: [/\[chart\/op-\d\] scope has objects that .* does not cut them into the same shards/],
  },
  {
    name: 'one lease for two operators',
    declare: ({ chart }) => {
      const home = new Namespace(chart, 'operators');
      another(home, 'one', { leaseName: 'lease' });
      another(home, 'two', { leaseName: 'lease', controllers: [{ for: PostgreSQLBackup }] });
    },
    says: ['[chart/operators/two] leaseName is the lease of [chart/operators/one]', 'operators/lease'],
  },
  {
    name: 'one shard alone',
    declare: () => Shards.byLabel('example.com/shard', ['a']),
    says: ['names are no shards', 'given: ["a"]', 'at least two values'],
  },
  {
    name: 'shards by what is no label',
    declare: () => Shards.byLabel('the shard', ['a', 'b']),
    says: ['label is not a label or annotation key', 'given: "the shard"'],
  },
  {
    name: 'a shard that there is not',
    declare: () => SHARDS.of('d'),
    says: ['is no shard by example.com/shard', 'given: "d"', 'a, b, c'],
  },
  {
    name: 'an operator limited to no tenant',
    declare: () => OperatorScope.tenants(),
    says: ['names no namespace', 'at least one name'],
  },
];
