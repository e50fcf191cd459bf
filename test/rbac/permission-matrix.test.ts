import { ObjectIndex, PermissionMatrix, permissionRows, RenderedObject, Subject } from '../../lib';
import { binding, matrixOf, object, role, rule, subject } from './support';

const jane = subject('User jane');

/** A request in a line: `get v1/pods/exec name @namespace`. */
function may(
  matrix: PermissionMatrix,
  who: Parameters<PermissionMatrix['may']>[0],
  request: string,
): boolean {
  const [, verb = '', group = '', resource = '', subresource, name, namespace] =
    /^(\S+) ([^/]+)\/([^/ ]+)(?:\/(\S+))?(?: ([^@ ]\S*))?(?: @(\S+))?$/.exec(request) ?? [];
  return matrix.may(who, {
    verb,
    group: group === 'v1' ? '' : group,
    resource,
    subresource,
    name,
    namespace,
  });
}

/** What a role with one rule, bound to jane in alpha, allows of some requests. */
function allowed(given: object, requests: readonly string[]): readonly string[] {
  const matrix = matrixOf(role('alpha/r', given), binding('alpha/b', 'Role r', 'User jane'));
  return requests.filter((request) => may(matrix, jane, `${request} @alpha`));
}

describe('a rule', () => {
  test('allows its verbs on its resources in its groups, and nothing else', () => {
    const requests = ['get v1/pods', 'get v1/pods x', 'list v1/pods', 'get v1/pods/log', 'get apps/pods'];
    expect(allowed(rule('v1', 'pods', 'get'), requests)).toEqual(['get v1/pods', 'get v1/pods x']);
  });

  test.each([
    ['verbs', rule('v1', 'pods', '*'), ['delete v1/pods', 'invented v1/pods']],
    ['groups', rule('*', 'pods', 'get'), ['get v1/pods', 'get metrics.k8s.io/pods']],
    ['resources, with their subresources', rule('v1', '*', 'get'), ['get v1/pods', 'get v1/pods/log']],
    ['a subresource of all resources', rule('*', '*/scale', 'get'), ['get apps/deployments/scale']],
  ])('has a star for %s', (_, given, requests) => {
    expect(allowed(given, requests)).toEqual(requests);
    expect(allowed(given, ['get apps/deployments', 'list v1/configmaps'])).toEqual([]);
  });

  test('of a resource with a star after it allows nothing: there are no such patterns', () => {
    expect(allowed(rule('v1', 'pods/*', '*'), ['get v1/pods', 'get v1/pods/log'])).toEqual([]);
  });

  test('with names allows requests for these objects, and none without a name', () => {
    const requests = ['get v1/secrets a', 'get v1/secrets c', 'list v1/secrets', 'create v1/secrets'];
    const collection = ['list v1/secrets a', 'deletecollection v1/secrets'];
    expect(allowed(rule('v1', 'secrets', '*', 'a,b'), [...requests, ...collection])).toEqual([
      'get v1/secrets a',
      'list v1/secrets a',
    ]);
  });

  test('on paths allows them, and what is below one with a star', () => {
    const paths = { nonResourceURLs: ['/metrics', '/logs/*'], verbs: ['get'] };
    const matrix = matrixOf(role('r', paths), binding('b', 'ClusterRole r', 'User jane'));
    const asked = ['/metrics', '/metrics/x', '/logs/', '/logs/a/b', '/logs'];
    expect(asked.filter((path) => matrix.may(jane, { verb: 'get', path }))).toEqual([
      '/metrics',
      '/logs/',
      '/logs/a/b',
    ]);
    expect(matrix.may(jane, { verb: 'post', path: '/metrics' })).toBe(false);
  });

  test('on paths gives nothing where it is bound in a namespace', () => {
    const paths = { nonResourceURLs: ['*'], verbs: ['*'] };
    const matrix = matrixOf(role('r', paths), binding('alpha/b', 'ClusterRole r', 'User jane'));
    expect(matrix.may(jane, { verb: 'get', path: '/metrics' })).toBe(false);
  });
});

describe('a binding', () => {
  const pods = rule('v1', 'pods', 'get');

  test('of a ClusterRole in a namespace gives it there alone', () => {
    const matrix = matrixOf(role('r', pods), binding('alpha/b', 'ClusterRole r', 'User jane'));
    expect(may(matrix, jane, 'get v1/pods @alpha')).toBe(true);
    expect(may(matrix, jane, 'get v1/pods @beta')).toBe(false);
    expect(may(matrix, jane, 'get v1/pods')).toBe(false);
  });

  test('of the cluster gives it in every namespace', () => {
    const matrix = matrixOf(role('r', pods), binding('b', 'ClusterRole r', 'User jane'));
    expect(may(matrix, jane, 'get v1/pods @alpha')).toBe(true);
    expect(may(matrix, jane, 'get v1/pods')).toBe(true);
  });

  test('finds a Role in its own namespace alone', () => {
    const matrix = matrixOf(role('alpha/r', pods), binding('beta/b', 'Role r', 'User jane'));
    expect(may(matrix, jane, 'get v1/pods @alpha')).toBe(false);
    expect(may(matrix, jane, 'get v1/pods @beta')).toBe(false);
  });

  test('to a role that is nowhere gives nothing, and nor does one to a role of no kind', () => {
    const matrix = matrixOf(
      role('r', pods),
      binding('b', 'ClusterRole missing', 'User jane'),
      binding('c', 'Role r', 'User jane'),
      binding('alpha/d', 'Thing r', 'User jane'),
    );
    expect(may(matrix, jane, 'get v1/pods @alpha')).toBe(false);
  });

  test('takes a ServiceAccount without a namespace for one of its own, and in the whole cluster for none', () => {
    const own = {
      roleRef: { kind: 'ClusterRole', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', name: 's' }],
    };
    const matrix = matrixOf(
      role('r', pods),
      object('RoleBinding', 'alpha/b', own),
      object('ClusterRoleBinding', 'b', own),
    );
    expect(may(matrix, subject('ServiceAccount alpha/s'), 'get v1/pods @alpha')).toBe(true);
    expect(may(matrix, subject('ServiceAccount beta/s'), 'get v1/pods @beta')).toBe(false);
  });

  test('knows a ServiceAccount by its user name as well', () => {
    const matrix = matrixOf(
      role('r', pods),
      binding('b', 'ClusterRole r', 'User system:serviceaccount:alpha:s'),
    );
    expect(may(matrix, subject('ServiceAccount alpha/s'), 'get v1/pods')).toBe(true);
    expect(may(matrix, { user: 'system:serviceaccount:alpha:s' }, 'get v1/pods')).toBe(true);
  });
});

describe('a group', () => {
  const holds = (group: string, who: Parameters<PermissionMatrix['may']>[0]): boolean =>
    may(
      matrixOf(role('r', rule('v1', 'pods', 'get')), binding('b', 'ClusterRole r', `Group ${group}`)),
      who,
      'get v1/pods',
    );

  test('of accounts has each account in it, by its namespace', () => {
    const account = subject('ServiceAccount alpha/s');
    expect(holds('system:serviceaccounts', account)).toBe(true);
    expect(holds('system:serviceaccounts:alpha', account)).toBe(true);
    expect(holds('system:serviceaccounts:beta', account)).toBe(false);
    expect(holds('system:serviceaccounts', jane)).toBe(false);
  });

  test('of everybody has everybody who is authenticated in it', () => {
    for (const who of ['User jane', 'Group developers', 'ServiceAccount alpha/s'])
      expect(holds('system:authenticated', subject(who))).toBe(true);
    expect(holds('system:authenticated', subject('User system:anonymous'))).toBe(false);
    expect(holds('system:unauthenticated', subject('User system:anonymous'))).toBe(true);
  });

  test('of an identity provider has in it who is said to be, and nobody else', () => {
    expect(holds('developers', jane)).toBe(false);
    expect(holds('developers', { user: 'jane', groups: ['developers'] })).toBe(true);
    expect(holds('developers', Subject.group('developers').spec)).toBe(true);
  });
});

describe('a role that is made of others', () => {
  const whole = (selector: object, ...rules: readonly object[]) =>
    object('ClusterRole', 'whole', { aggregationRule: { clusterRoleSelectors: [selector] }, rules });
  const part = (name: string, resource: string, labels: object) =>
    object('ClusterRole', name, { rules: [rule('v1', resource, 'get')] }, labels);
  const bound = binding('b', 'ClusterRole whole', 'User jane');
  const has = (matrix: PermissionMatrix): readonly string[] =>
    ['pods', 'secrets', 'services', 'events'].filter((resource) => may(matrix, jane, `get v1/${resource}`));

  test.each([
    ['In', { key: 'to', operator: 'In', values: ['a', 'b'] }, ['pods']],
    ['NotIn', { key: 'to', operator: 'NotIn', values: ['a'] }, ['secrets']],
    ['Exists', { key: 'to', operator: 'Exists' }, ['pods', 'secrets']],
    ['no operator that is known', { key: 'to', operator: 'Near' }, []],
  ])('selects them by an expression of %s', (_, expression, expected) => {
    const mine = { key: 'mine', operator: 'Exists' };
    const matrix = matrixOf(
      whole({ matchExpressions: [mine, expression] }),
      part('one', 'pods', { mine: '', to: 'a' }),
      part('two', 'secrets', { mine: '', to: 'c' }),
      bound,
    );
    expect(has(matrix)).toEqual(expected);
  });

  test('does not select by a label that DoesNotExist asks to be away', () => {
    const selector = {
      matchLabels: { mine: 'yes' },
      matchExpressions: [{ key: 'to', operator: 'DoesNotExist' }],
    };
    const matrix = matrixOf(
      whole(selector),
      part('one', 'pods', { mine: 'yes', to: 'a' }),
      part('two', 'services', { mine: 'yes' }),
      bound,
    );
    expect(has(matrix)).toEqual(['services']);
  });

  test('loses its own rules to them, and keeps them where it selects nothing', () => {
    const selector = { matchLabels: { to: 'a' } };
    const own = rule('v1', 'events', 'get');
    expect(has(matrixOf(whole(selector, own), part('one', 'pods', { to: 'a' }), bound))).toEqual(['pods']);
    expect(has(matrixOf(whole(selector, own), bound))).toEqual(['events']);
  });

  test('gets what these are made of, in a ring too', () => {
    const middle = object(
      'ClusterRole',
      'middle',
      { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'middle' } }] } },
      { to: 'whole' },
    );
    const selector = { matchLabels: { to: 'whole' } };
    const ring = object(
      'ClusterRole',
      'whole',
      { aggregationRule: { clusterRoleSelectors: [selector] } },
      {
        to: 'middle',
      },
    );
    expect(has(matrixOf(ring, middle, part('one', 'pods', { to: 'middle' }), bound))).toEqual(['pods']);
  });

  test('is a built-in one too: what the app adds to view, whoever has view, edit or admin has', () => {
    const label = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    const addition = object('ClusterRole', 'more', { rules: [rule('example.com', 'things', 'get')] }, label);
    for (const name of ['view', 'edit', 'admin']) {
      const matrix = matrixOf(addition, binding('alpha/b', `ClusterRole ${name}`, 'User jane'));
      expect(may(matrix, jane, 'get example.com/things @alpha')).toBe(true);
      expect(may(matrix, jane, 'delete example.com/things @alpha')).toBe(false);
    }
  });
});

describe('what every cluster has', () => {
  test('is what everybody may do without a binding of the app', () => {
    const matrix = matrixOf();
    expect(may(matrix, jane, 'create authorization.k8s.io/selfsubjectaccessreviews')).toBe(true);
    expect(matrix.may(jane, { verb: 'get', path: '/openapi/v3' })).toBe(true);
    expect(may(matrix, jane, 'get v1/pods')).toBe(false);
    expect(may(matrix, { user: 'x', groups: ['system:masters'] }, 'delete v1/nodes n')).toBe(true);
  });

  test('differs by the version of the cluster', () => {
    const objects = new ObjectIndex([binding('alpha/b', 'ClusterRole view', 'User jane')]);
    const claims = (kubernetes: string): boolean =>
      may(new PermissionMatrix(objects, kubernetes), jane, 'list resource.k8s.io/resourceclaims @alpha');
    expect(['1.28', '1.33', '1.34', '1.37', '1.50'].filter(claims)).toEqual(['1.34', '1.37', '1.50']);
  });

  test('is added to by a role of the app with the name of a built-in one', () => {
    const matrix = matrixOf(
      role('system:basic-user', rule('v1', 'pods', 'get')),
      binding('alpha/b', 'ClusterRole system:basic-user', 'User jane'),
    );
    expect(may(matrix, jane, 'get v1/pods @alpha')).toBe(true);
  });
});

test('what is no list of texts in a role or binding of unknown origin gives nothing, and stops nothing', () => {
  const odd = (kind: string, id: string, more: object) => object(kind, id, more);
  const matrix = matrixOf(
    odd('ClusterRole', 'r', {
      rules: [null, 'text', { verbs: 'get', apiGroups: [''], resources: [1, 'pods'] }],
    }),
    odd('ClusterRole', 's', { rules: 7, aggregationRule: { clusterRoleSelectors: 'all' } }),
    odd('ClusterRoleBinding', 'b', {
      roleRef: { kind: 'ClusterRole', name: 'r' },
      subjects: [{ kind: 'User', name: 'jane' }],
    }),
    odd('ClusterRoleBinding', 'c', { roleRef: null, subjects: 'everybody' }),
    new RenderedObject('x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }),
  );
  expect(may(matrix, jane, 'get v1/pods')).toBe(false);
  expect(permissionRows(matrix)).toEqual([]);
});

test('rows say who may do what where: one for each resource, in a stable order', () => {
  const objects = [
    role('alpha/r', rule('v1', 'secrets', 'list,get', 'b,a'), rule('v1,apps', 'pods', 'list')),
    role('alpha/s', rule('v1', 'pods', 'get,list')),
    role('all', rule('*', '*', '*,get'), { nonResourceURLs: ['/metrics'], verbs: ['get'] }),
    binding('alpha/b', 'Role r', 'User jane', 'Group g'),
    binding('alpha/c', 'Role s', 'User jane', 'Thing x'),
    binding('z', 'ClusterRole all', 'ServiceAccount alpha/s'),
    binding('nothing', 'ClusterRole missing', 'User jane'),
  ];
  const rows = permissionRows(matrixOf(...objects));
  expect(rows).toMatchSnapshot();
  expect(permissionRows(matrixOf(...objects.reverse()))).toEqual(rows);
});
