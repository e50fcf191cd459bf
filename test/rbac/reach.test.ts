import { type PermissionMatrix, RenderedObject } from '../../lib';
import { binding, matrixOf, role, rule, subject } from './support';

const RBAC = 'rbac.authorization.k8s.io';
const SECRETS = role('privileged', rule('v1', 'secrets', 'get'));
/** An account in alpha that reads Secrets of beta. */
const ROBOT = [SECRETS, binding('beta/robot', 'ClusterRole privileged', 'ServiceAccount alpha/robot')];

function whatOf(matrix: PermissionMatrix, who = 'User jane'): readonly string[] {
  return matrix.reach(subject(who)).map(({ what }) => what);
}

/** What jane comes to by a role in alpha, beside herself and everybody. */
function reachedBy(rules: readonly object[], ...more: readonly RenderedObject[]): readonly string[] {
  const matrix = matrixOf(
    ...ROBOT,
    ...more,
    role('alpha/hers', ...rules),
    binding('alpha/hers', 'Role hers', 'User jane'),
  );
  return whatOf(matrix).filter((what) => what !== 'User jane' && !what.startsWith('Group system:'));
}

/** The same by a role in the whole cluster; what every cluster has is left out. */
function reachedInClusterBy(rules: readonly object[], ...more: readonly RenderedObject[]): readonly string[] {
  const matrix = matrixOf(
    ...ROBOT,
    ...more,
    role('hers', ...rules),
    binding('hers', 'ClusterRole hers', 'User jane'),
  );
  return whatOf(matrix).filter(
    (what) => what !== 'User jane' && !what.startsWith('Group system:') && !what.includes('kube-system/'),
  );
}

describe('the accounts of a namespace are come to by whoever', () => {
  test.each([
    ['makes pods', rule('v1', 'pods', 'create')],
    ['changes the image of pods that run', rule('v1', 'pods', 'patch')],
    ['changes what makes pods', rule('apps', 'deployments', 'patch')],
    ['makes Jobs on a schedule', rule('batch', 'cronjobs', 'create')],
    ['runs commands in pods', rule('v1', 'pods/exec', 'create')],
    ['attaches to pods, by a GET too', rule('v1', 'pods/attach', 'get')],
    ['adds containers to pods', rule('v1', 'pods/ephemeralcontainers', 'patch')],
    ['makes tokens', rule('v1', 'serviceaccounts/token', 'create')],
    ['makes tokens of this account', rule('v1', 'serviceaccounts/token', 'create', 'robot')],
    ['reads Secrets', rule('v1', 'secrets', 'list')],
    ['impersonates accounts', rule('v1', 'serviceaccounts', 'impersonate')],
    ['impersonates this account', rule('v1', 'serviceaccounts', 'impersonate', 'robot')],
    [
      'impersonates by the newer verbs',
      rule('authentication.k8s.io', 'serviceaccounts', 'impersonate:serviceaccount'),
    ],
  ])('%s', (_, given) => {
    expect(reachedBy([given])).toEqual(['ServiceAccount alpha/robot']);
  });

  test.each([
    ['makes Secrets and reads one of a name', 'create', 'get', 'password'],
    ['makes Secrets and lists one of a name', 'create', 'list', 'password'],
    ['makes Secrets and watches any', 'create', 'watch', ''],
  ])('%s, which may hold a token that the cluster makes', (_, make, read, name) => {
    const given = [rule('v1', 'secrets', make), rule('v1', 'secrets', read, ...(name ? [name] : []))];
    expect(reachedBy(given)).toEqual(['ServiceAccount alpha/robot']);
  });

  test('makes Secrets in the namespace, and reads them by a right in the whole cluster', () => {
    const matrix = matrixOf(
      ...ROBOT,
      role('alpha/make', rule('v1', 'secrets', 'create')),
      role('read', rule('v1', 'secrets', 'get', 'password')),
      binding('alpha/make', 'Role make', 'User jane'),
      binding('read', 'ClusterRole read', 'User jane'),
    );
    expect(whatOf(matrix)).toContain('ServiceAccount alpha/robot');
  });

  test.each([
    ['looks at pods', rule('v1', 'pods', 'get,list,watch,delete')],
    ['scales what makes pods', rule('apps', 'deployments/scale', 'update')],
    ['makes tokens of another account', rule('v1', 'serviceaccounts/token', 'create', 'other')],
    ['reads a Secret by name that is no token', rule('v1', 'secrets', 'get', 'password')],
    ['makes Secrets', rule('v1', 'secrets', 'create')],
    ['changes and reads a Secret by name that is no token', rule('v1', 'secrets', 'update,get', 'password')],
    ['makes accounts', rule('v1', 'serviceaccounts', 'create')],
  ])('not by whoever %s', (_, given) => {
    expect(reachedBy([given])).toEqual([]);
  });

  test('of a named Secret of the app, by whose token it holds', () => {
    const token = (account: string) =>
      new RenderedObject('token', {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/service-account-token',
        metadata: {
          name: 'token',
          namespace: 'alpha',
          annotations: { 'kubernetes.io/service-account.name': account },
        },
      });
    const given = [rule('v1', 'secrets', 'get', 'token')];
    expect(reachedBy(given, token('robot'))).toEqual(['ServiceAccount alpha/robot']);
    expect(reachedBy(given, token('other'))).toEqual([]);
  });
});

test('accounts of other namespaces are not come to from a namespace', () => {
  const elsewhere = binding('gamma/b', 'ClusterRole privileged', 'ServiceAccount delta/other');
  expect(reachedBy([rule('*', '*', '*')], elsewhere)).toEqual([
    'ServiceAccount alpha/robot',
    'everything in namespace alpha',
    'everything in the whole cluster',
  ]);
});

describe('impersonation', () => {
  const boss = [
    binding('beta/user', 'ClusterRole privileged', 'User boss'),
    binding('beta/group', 'ClusterRole privileged', 'Group bosses'),
  ];

  test('leads to the users and groups that it names, where it is given in the whole cluster', () => {
    expect(reachedInClusterBy([rule('v1', 'users', 'impersonate', 'boss')], ...boss)).toEqual(['User boss']);
    expect(reachedInClusterBy([rule('v1', 'groups', 'impersonate', 'bosses')], ...boss)).toEqual([
      'Group bosses',
    ]);
    expect(reachedBy([rule('v1', 'users,groups', 'impersonate')], ...boss)).toEqual([]);
  });

  test('of any group leads to everything, since system:masters is one', () => {
    expect(reachedInClusterBy([rule('v1', 'groups', 'impersonate')])).toEqual([
      'everything in the whole cluster',
    ]);
  });

  test('of any user leads to everything, by the users of the control plane', () => {
    expect(reachedInClusterBy([rule('v1', 'users', 'impersonate')])).toContain(
      'everything in the whole cluster',
    );
  });
});

describe('roles and bindings', () => {
  const writes = [rule(RBAC, 'roles,rolebindings', 'create,update,patch')];

  test('may be written without coming to more: the API server refuses what one does not have', () => {
    expect(reachedBy(writes)).toEqual([]);
    const all = [rule(RBAC, 'roles,rolebindings,clusterroles,clusterrolebindings', 'create,update,patch')];
    expect(reachedInClusterBy(all)).toEqual([]);
  });

  test('give everything with escalate, or with bind on all roles', () => {
    expect(reachedBy([...writes, rule(RBAC, 'roles', 'escalate')])).toContain(
      'everything in namespace alpha',
    );
    expect(reachedBy([...writes, rule(RBAC, 'clusterroles', 'bind')])).toContain(
      'everything in namespace alpha',
    );
  });

  test('give what one of them gives with bind on it alone', () => {
    expect(reachedBy([...writes, rule(RBAC, 'clusterroles', 'bind', 'view,missing')])).toEqual([
      'ClusterRole view in namespace alpha',
    ]);
  });

  test('are not given by bind or escalate alone', () => {
    expect(reachedBy([rule(RBAC, 'clusterroles', 'bind'), rule(RBAC, 'roles', 'escalate')])).toEqual([]);
  });

  test('give what two rights give of which one is held in the whole cluster', () => {
    const matrix = matrixOf(
      role('wide', rule(RBAC, 'clusterroles', 'bind', 'view')),
      role('alpha/own', ...writes),
      binding('wide', 'ClusterRole wide', 'User jane'),
      binding('alpha/own', 'Role own', 'User jane'),
    );
    expect(whatOf(matrix)).toContain('ClusterRole view in namespace alpha');
  });

  test('labels of aggregation give nobody more: who labels a role must have what it gives', () => {
    const addition = role('more', rule('v1', 'secrets', '*'));
    expect(reachedInClusterBy([rule(RBAC, 'clusterroles', 'update,patch,create')], addition)).toEqual([]);
  });
});

describe('everything is come to', () => {
  test.each([
    ['proxies to nodes', [rule('v1', 'nodes/proxy', 'get')]],
    ['volumes of nodes', [rule('v1', 'persistentvolumes', 'create')]],
    [
      'webhooks that change what is written',
      [rule('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'patch')],
    ],
    [
      'webhooks that see what is written',
      [rule('admissionregistration.k8s.io', 'validatingwebhookconfigurations', 'update', 'hers')],
    ],
    [
      'certificates',
      [
        rule('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'),
        rule('certificates.k8s.io', 'signers', 'approve', 'kubernetes.io/kube-apiserver-client'),
      ],
    ],
    ['cluster-admin', [rule('*', '*', '*')]],
  ])('by %s', (_, rules) => {
    const matrix = matrixOf(role('r', ...rules), binding('b', 'ClusterRole r', 'User jane'));
    expect(matrix.reach(subject('User jane')).some(({ rights }) => rights.some(isEverything))).toBe(true);
  });

  test('not by certificates that servers present', () => {
    const rules = [
      rule('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'),
      rule('certificates.k8s.io', 'signers', 'approve', 'kubernetes.io/kubelet-serving'),
    ];
    expect(reachedInClusterBy(rules)).toEqual([]);
  });

  test('by pods, and labels of the namespace that they are in', () => {
    const pods = rule('v1', 'pods', 'create');
    expect(reachedBy([pods, rule('v1', 'namespaces', 'patch')])).toContain('everything in the whole cluster');
    expect(reachedBy([pods, rule('v1', 'namespaces', 'patch', 'beta')])).toEqual([
      'ServiceAccount alpha/robot',
    ]);
    expect(reachedBy([rule('v1', 'namespaces', 'patch')])).toEqual([]);
    // Nothing that decides about privileges changes in a pod that runs.
    expect(reachedBy([rule('v1', 'pods', 'patch'), rule('v1', 'namespaces', 'patch')])).toEqual([
      'ServiceAccount alpha/robot',
    ]);
  });
});

function isEverything(right: { readonly namespace?: string; readonly rules?: readonly object[] }): boolean {
  return right.namespace === undefined && JSON.stringify(right.rules).includes('"apiGroups":["*"]');
}

test('a path is the shortest, and says at each step what is done, where and by which binding', () => {
  const matrix = matrixOf(
    role('alpha/deployer', rule('apps', 'deployments', 'create')),
    binding('alpha/deployers', 'Role deployer', 'Group alpha-developers'),
    role('impersonator', rule('v1', 'users', 'impersonate', 'boss')),
    binding('impersonators', 'ClusterRole impersonator', 'ServiceAccount alpha/robot'),
    SECRETS,
    binding('beta/boss', 'ClusterRole privileged', 'User boss'),
  );
  const reached = matrix.reach(subject('Group alpha-developers'));
  const found = reached.find(({ what }) => what === 'User boss');
  expect(
    found?.path.map(({ from, by, binding: { name } = { name: '-' }, to }) => [from, by, name, to]),
  ).toEqual([
    [
      'Group alpha-developers',
      'may create apps/deployments in namespace alpha',
      'deployers',
      'ServiceAccount alpha/robot',
    ],
    [
      'ServiceAccount alpha/robot',
      'may impersonate v1/users in the whole cluster',
      'impersonators',
      'User boss',
    ],
  ]);
  expect(found?.rights.map(({ role, namespace }) => [role, namespace])).toEqual([
    ['ClusterRole privileged', 'beta'],
  ]);
});

test('somebody of no kind comes to nothing', () => {
  expect(matrixOf().reach({ kind: 'Thing', name: 'x' })).toEqual([]);
});
