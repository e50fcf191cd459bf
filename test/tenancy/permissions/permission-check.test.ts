import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  Cluster,
  CustomResourceDefinition,
  Kind,
  ObjectIndex,
  Operator,
  OperatorScope,
  PermissionMatrix,
  PlatformApp,
  PostgreSQL,
  RenderedObject,
  Subject,
  Tenant,
  type TenantProps,
  z,
} from '../../../lib';
import { permissionFindings } from '../../../lib/tenancy/permissions/permission-check';
import { TenantMap } from '../../../lib/tenancy/tenant-map';
import { CLUSTER } from '../../support/world';

const GROUP = 'rbac.authorization.k8s.io';
const BUDGET = { cpu: 1, memory: '1Gi', pods: 10 };

/** What synth says of three tenants and what somebody else declares: errors, or else warnings. */
function said(
  declare: (chart: Construct, alpha: Tenant) => void,
  props: Partial<Record<'alpha' | 'beta' | 'gamma', Partial<TenantProps>>> = {},
  kubernetes: string = CLUSTER.kubernetes,
): readonly string[] {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, kubernetes }) });
  const [alpha] = (['alpha', 'beta', 'gamma'] as const).map(
    (name) =>
      new Tenant(new Chart(app, name), name, {
        budget: BUDGET,
        owners: [Subject.group(`${name}-admins`)],
        editors: [Subject.group(`${name}-developers`), Subject.user(`robot@${name}.example.com`)],
        viewers: [Subject.group('support')],
        ...props[name],
      }),
  );
  declare(new Chart(app, 'others'), alpha as Tenant);
  try {
    app.units();
    return app.warnings;
  } catch (error) {
    return (error as { readonly problems: readonly string[] }).problems;
  }
}

function rule(resources: string, verbs: string, group = '', names?: string): object {
  return {
    apiGroups: [group],
    resources: resources.split(','),
    verbs: verbs.split(','),
    ...(names && { resourceNames: [names] }),
  };
}

const ROBOT = { kind: 'ServiceAccount', name: 'robot', namespace: 'alpha' };
const SECRETS = rule('secrets', 'get');

/** A role and its binding, in a namespace or in the whole cluster, as somebody else might write them. */
function bind(
  chart: Construct,
  name: string,
  namespace: string | undefined,
  subject: object,
  ...rules: object[]
): void {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name, namespace };
  const apiVersion = `${GROUP}/v1`;
  new ApiObject(chart, `${name}-role`, { apiVersion, kind, metadata, rules });
  refer(chart, name, namespace, subject, kind, name);
}

/** A binding of a role that is there already. */
function refer(
  chart: Construct,
  name: string,
  namespace: string | undefined,
  subject: object,
  kind: string,
  role: string,
): void {
  new ApiObject(chart, `${name}-binding`, {
    apiVersion: `${GROUP}/v1`,
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup: GROUP, kind, name: role },
    subjects: [subject],
  });
}

const group = (name: string): object => ({ apiGroup: GROUP, kind: 'Group', name });
const user = (name: string): object => ({ apiGroup: GROUP, kind: 'User', name });

test.each(['1.28', '1.34', '1.37'])(
  'tenants with members of every sort, some of them in several, have nothing to say on %s',
  (kubernetes) => {
    expect(said(() => {}, {}, kubernetes)).toEqual([]);
  },
);

test('an account of the platform that lives in a tenant and has wide rights is found, with the path to it', () => {
  expect(said((chart) => bind(chart, 'wide', undefined, ROBOT, SECRETS))).toEqual([
    '[others/wide-binding] lets Group alpha-developers of tenant alpha out of its bounds: ' +
      'Group alpha-developers may create v1/pods in namespace alpha (by RoleBinding alpha/tenant-editor) -> ' +
      'ServiceAccount alpha/robot; ServiceAccount alpha/robot has ClusterRole wide in the whole cluster ' +
      '(by ClusterRoleBinding wide); given: "get v1/secrets"; ' +
      'allowed: rights in the namespaces of the tenant, and those that are bound to the member itself; ' +
      'fix: let ServiceAccount alpha/robot live in a namespace where no tenant runs pods, or bind it in the namespaces of its tenant alone',
  ]);
});

test('it is found where nobody in the tenant runs pods: somebody will', () => {
  const nobody = { owners: [], editors: [] };
  expect(said((chart) => bind(chart, 'wide', 'beta', ROBOT, SECRETS), { alpha: nobody })).toEqual([
    expect.stringMatching(
      /^\[others\/wide-binding\] lets ServiceAccount alpha\/robot of tenant alpha .* in namespace beta of tenant beta/,
    ),
  ]);
});

test('an operator in a namespace of a tenant, for another one as well, is found', () => {
  const problems = said((_, alpha) => {
    new Operator(alpha.namespace(), 'op', {
      image: 'ghcr.io/acme/op:1.0.0',
      controllers: [{ for: PostgreSQL, owns: ['v1/ConfigMap'] }],
      scope: OperatorScope.namespaces('alpha', 'beta'),
    });
  });
  expect(problems).toContainEqual(
    expect.stringMatching(/ServiceAccount alpha\/op has ClusterRole op-\S+ in namespace beta of tenant beta/),
  );
});

test('an operator outside of the tenants is the platform, and no member', () => {
  const problems = said((chart) => {
    new Operator(chart, 'op', {
      image: 'ghcr.io/acme/op:1.0.0',
      controllers: [{ for: PostgreSQL, owns: ['apps/StatefulSet'] }],
      scope: OperatorScope.namespaces('alpha', 'beta'),
    });
  });
  expect(problems).toEqual([]);
});

describe('a leak is found that goes by', () => {
  test.each([
    [
      'an account of another tenant',
      'beta',
      ROBOT,
      SECRETS,
      /ServiceAccount alpha\/robot has Role leak in namespace beta of tenant beta/,
    ],
    [
      'an account of a tenant in a namespace of nobody',
      'monitoring',
      ROBOT,
      SECRETS,
      /has Role leak in namespace monitoring \(/,
    ],
    [
      'the accounts of a namespace',
      'beta',
      group('system:serviceaccounts:alpha'),
      SECRETS,
      /Group system:serviceaccounts:alpha has Role leak in namespace beta/,
    ],
    [
      'all accounts',
      'beta',
      group('system:serviceaccounts'),
      SECRETS,
      /^\[others\/leak-binding\] lets everybody \(Group system:serviceaccounts\) out of its bounds/,
    ],
    [
      'everybody',
      undefined,
      group('system:authenticated'),
      SECRETS,
      /lets everybody .*fix: bind the role to whom it is for$/,
    ],
    [
      'who is not authenticated',
      'alpha',
      user('system:anonymous'),
      SECRETS,
      /lets everybody \(User system:anonymous\)/,
    ],
    [
      'impersonation of a group',
      undefined,
      group('alpha-admins'),
      rule('groups', 'impersonate', '', 'beta-admins'),
      /lets Group alpha-admins of tenant alpha gain rights cluster-wide: .* given: "impersonate v1\/groups"/,
    ],
    [
      'tokens of an account of the platform',
      'kube-system',
      group('alpha-admins'),
      rule('serviceaccounts/token', 'create', '', 'generic-garbage-collector'),
      /-> ServiceAccount kube-system\/generic-garbage-collector/,
    ],
    [
      'Secrets of the whole cluster',
      undefined,
      group('alpha-admins'),
      rule('secrets', 'list'),
      /may list v1\/secrets in the whole cluster .* and \d+ more beside it/,
    ],
    [
      'proxies of nodes',
      undefined,
      user('robot@alpha.example.com'),
      rule('nodes/proxy', 'get'),
      /User robot@alpha.example.com of tenant alpha gain rights cluster-wide: .* given: "get v1\/nodes\/proxy"/,
    ],
    [
      'escalate on roles of a namespace that is not its own',
      'monitoring',
      group('alpha-admins'),
      rule('roles', 'create,escalate', GROUP),
      /-> everything in namespace monitoring; everything in namespace monitoring may update v1\/namespaces/,
    ],
    [
      'labels of its namespace',
      'alpha',
      group('alpha-admins'),
      rule('namespaces', 'patch'),
      /may patch v1\/namespaces, which loosens pod security, and make pods in namespace alpha -> everything in the whole cluster/,
    ],
  ] as const)('%s', (_, namespace, subject, given, message) => {
    const problems = said((chart) => bind(chart, 'leak', namespace, subject, given));
    expect(problems).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    [
      'escalate',
      rule('clusterroles', 'update,escalate', GROUP),
      /may escalate and update rbac.authorization.k8s.io\/clusterroles in the whole cluster -> everything in the whole cluster/,
    ],
    [
      'bind',
      rule('clusterroles,clusterrolebindings', 'create,bind', GROUP),
      /may bind rbac.authorization.k8s.io\/clusterroles and write rbac.authorization.k8s.io\/clusterrolebindings/,
    ],
  ])('%s on roles of the cluster', (_, given, message) => {
    const problems = said((chart) => bind(chart, 'leak', undefined, group('alpha-admins'), given));
    expect(problems).toEqual([
      expect.stringContaining('gain rights cluster-wide'),
      expect.stringMatching(message),
    ]);
  });

  test('a role that is made of others, by a label that somebody set on one', () => {
    const label = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    const problems = said((chart) => {
      refer(chart, 'viewer', 'beta', ROBOT, 'ClusterRole', 'view');
      new ApiObject(chart, 'more', {
        apiVersion: `${GROUP}/v1`,
        kind: 'ClusterRole',
        metadata: { name: 'more', labels: label },
        rules: [rule('secrets', 'get')],
      });
    });
    expect(problems).toEqual([expect.stringContaining('ServiceAccount alpha/robot has ClusterRole view')]);
  });

  test('two steps, through somebody in the middle', () => {
    const problems = said((chart) => {
      bind(chart, 'impersonate', undefined, ROBOT, rule('users', 'impersonate', '', 'boss'));
      refer(chart, 'boss', undefined, user('boss'), 'ClusterRole', 'cluster-admin');
    });
    expect(problems).toEqual([
      expect.stringMatching(/ServiceAccount alpha\/robot has ClusterRole impersonate in the whole cluster/),
    ]);
  });
});

describe('no leak is', () => {
  test.each([
    [
      'a role of the whole cluster that a member itself is bound to',
      undefined,
      group('alpha-admins'),
      rule('pods', 'list'),
    ],
    [
      'a role in a namespace of nobody that a member itself is bound to',
      'monitoring',
      group('alpha-admins'),
      rule('pods', 'create'),
    ],
    [
      'an account of a tenant that is bound in its own namespace',
      'alpha',
      ROBOT,
      rule('secrets,pods', 'get,create'),
    ],
    [
      'what everybody may do in a namespace of nobody',
      'shared',
      group('system:authenticated'),
      rule('configmaps', 'get'),
    ],
    [
      'what an account of nobody may do',
      undefined,
      { ...ROBOT, namespace: 'shared' },
      rule('secrets', 'get'),
    ],
  ] as const)('%s', (_, namespace, subject, given) => {
    expect(said((chart) => bind(chart, 'fine', namespace, subject, given))).toEqual([]);
  });

  test('somebody in two tenants, with all that follows in each', () => {
    const both = { owners: [Subject.group('platform')] };
    const problems = said(
      (chart) => {
        bind(chart, 'one', 'alpha', ROBOT, SECRETS);
        bind(chart, 'two', 'beta', { ...ROBOT, namespace: 'beta' }, SECRETS);
      },
      { alpha: both, beta: both },
    );
    expect(problems).toEqual([]);
  });

  test('an account in one namespace of a tenant that is bound in another of the same', () => {
    const props = { alpha: { namespaces: ['alpha', 'alpha-staging'] } };
    expect(said((chart) => bind(chart, 'fine', 'alpha-staging', ROBOT, SECRETS), props)).toEqual([]);
  });
});

describe('a member gains rights cluster-wide', () => {
  test('as an administrator, who is to be no member', () => {
    const problems = said((chart) =>
      refer(chart, 'admin', undefined, group('alpha-admins'), 'ClusterRole', 'cluster-admin'),
    );
    expect(problems).toEqual([
      '[others/admin-binding] lets Group alpha-admins of tenant alpha gain rights cluster-wide: ' +
        'Group alpha-admins has ClusterRole cluster-admin in the whole cluster (by ClusterRoleBinding admin); ' +
        'given: "* */*, * *"; allowed: rights in the namespaces of the tenant, and reading in the whole cluster; ' +
        'fix: bind Group alpha-admins in the namespaces of its tenant alone; ' +
        'who is meant to be an administrator is no member of a tenant',
    ]);
  });

  const ADMISSION = 'admissionregistration.k8s.io';
  test.each([
    ['changes policies', rule('validatingadmissionpolicies', 'delete', ADMISSION)],
    ['changes webhooks', rule('validatingwebhookconfigurations', 'patch', ADMISSION)],
    ['changes kinds', rule('customresourcedefinitions', 'update', 'apiextensions.k8s.io')],
    ['changes namespaces', rule('namespaces', 'create')],
    ['connects to pods', rule('pods/portforward', 'get')],
    ['changes paths', { nonResourceURLs: ['/debug/*'], verbs: ['post'] }],
  ])('that %s', (_, given) => {
    expect(said((chart) => bind(chart, 'wide', undefined, group('alpha-admins'), given))).toEqual([
      expect.stringContaining('lets Group alpha-admins of tenant alpha gain rights cluster-wide'),
    ]);
  });

  test.each([
    ['reads', rule('pods,pods/log,configmaps,nodes', 'get,list,watch')],
    ['asks for reviews', rule('subjectaccessreviews', 'create', 'authorization.k8s.io')],
    ['reads metrics', { nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  ])('not where it %s', (_, given) => {
    expect(said((chart) => bind(chart, 'wide', undefined, group('alpha-admins'), given))).toEqual([]);
  });

  test('nor by being an administrator who is no member', () => {
    const problems = said((chart) =>
      refer(chart, 'admin', undefined, group('platform'), 'ClusterRole', 'cluster-admin'),
    );
    expect(problems).toEqual([]);
  });
});

test('two tenants of one name are two', () => {
  const facts = (path: string, namespace: string) => ({
    path,
    name: 'alpha',
    namespaces: [namespace],
    permitted: [],
  });
  const { apiVersion, metadata } = { apiVersion: `${GROUP}/v1`, metadata: { name: 'r', namespace: 'two' } };
  const roleRef = { apiGroup: GROUP, kind: 'Role', name: 'r' };
  const objects = new ObjectIndex(
    [
      { apiVersion, kind: 'Role', metadata, rules: [SECRETS] },
      {
        apiVersion,
        kind: 'RoleBinding',
        metadata,
        roleRef,
        subjects: [{ ...ROBOT, namespace: 'one' }],
      },
    ].map((manifest) => new RenderedObject('others/r', manifest)),
  );
  const tenants = [facts('a/alpha', 'one'), facts('b/alpha', 'two')];
  expect(permissionFindings(new PermissionMatrix(objects), new TenantMap(tenants))).toEqual([
    expect.objectContaining({ problem: expect.stringContaining('ServiceAccount one/robot has Role r') }),
  ]);
});

test('a member of two tenants that comes from one to more in the other is found', () => {
  const problems = said((chart) => bind(chart, 'more', 'beta', ROBOT, SECRETS), {
    beta: { viewers: [Subject.group('alpha-developers')] },
  });
  expect(problems).toEqual([
    expect.stringContaining('ServiceAccount alpha/robot has Role more in namespace beta'),
  ]);
});

describe('what only tells of the cluster', () => {
  const kind = new Kind({
    group: 'example.com',
    kind: 'Flavour',
    plural: 'flavours',
    namespaced: false,
    description: 'A flavour.',
    spec: z.strictObject({}),
  });

  test.each([
    ['nodes', rule('nodes', 'list')],
    ['a custom kind without a namespace', rule('flavours', 'get,list,watch', 'example.com')],
    ['reviews', rule('tokenreviews', 'create', 'authentication.k8s.io')],
    ['metrics', { nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  ])('is a warning for an account of a tenant: %s', (_, given) => {
    const declare = (subject: object) => (chart: Construct) => {
      new CustomResourceDefinition(chart, 'flavours', { kind });
      bind(chart, 'tells', undefined, subject, given);
    };
    expect(said(declare(ROBOT))).toEqual([
      expect.stringContaining('ServiceAccount alpha/robot has ClusterRole tells'),
    ]);
    expect(said(declare(group('system:authenticated')))).toEqual([]);
  });

  test.each([
    ['a kind of which nobody says that it has no namespace', rule('things', 'list', 'example.com')],
    ['a write', rule('nodes', 'patch')],
    ['a proxy', rule('nodes/proxy', 'get')],
  ])('is not %s', (_, given) => {
    const problems = said((chart) => bind(chart, 'tells', undefined, ROBOT, given));
    expect(problems).toEqual([expect.stringContaining('ServiceAccount alpha/robot has ClusterRole tells')]);
  });
});

test('a role that is not in the app is a warning, where it is bound beyond the tenant of an account', () => {
  const bound = (namespace: string) => (chart: Construct) =>
    refer(chart, 'strange', namespace, ROBOT, 'ClusterRole', 'somebody-elses');
  expect(said(bound('beta'))).toEqual([
    expect.stringContaining('given: "ClusterRole somebody-elses, which is not in the app"'),
  ]);
  expect(said(bound('alpha'))).toEqual([]);
});

test('bindings of cdk8s-plus are judged like any', () => {
  const problems = said((chart) => {
    const account = new kplus.ServiceAccount(chart, 'robot', {
      metadata: { name: 'robot', namespace: 'alpha' },
    });
    new kplus.ClusterRoleBinding(chart, 'admins', {
      metadata: { name: 'admins' },
      role: kplus.ClusterRole.fromClusterRoleName(chart, 'role', 'cluster-admin'),
    }).addSubjects(account);
  });
  expect(problems).toEqual([
    expect.stringMatching(
      /^\[others\/admins\/Resource\] .*ServiceAccount alpha\/robot has ClusterRole cluster-admin/,
    ),
  ]);
});
