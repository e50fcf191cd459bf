import { ApiObject } from 'cdk8s';
import { Subject } from '../../../lib';
import { bind, bindBecause, GROUP, group, ROBOT, refer, rule, SECRETS, said, user } from './support';

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
      'proxies of nodes',
      undefined,
      user('robot@alpha.example.com'),
      rule('nodes/proxy', 'get'),
      /User robot@alpha.example.com of tenant alpha gain rights cluster-wide: .* given: "get v1\/nodes\/proxy"/,
    ],
  ] as const)('%s', (_, namespace, subject, given, message) => {
    const problems = said((chart) => bind(chart, 'leak', namespace, subject, given));
    expect(problems).toEqual([expect.stringMatching(message)]);
  });

  test.each([
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
  ] as const)('%s, by a right that was given', (_, namespace, subject, given, message) => {
    const problems = said((chart) => bindBecause('wanted', chart, 'leak', namespace, subject, given));
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
