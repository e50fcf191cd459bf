import { Chart } from 'cdk8s';
import { GuardRails, Subject, Tenant } from '../../../lib';
import { bind, bindBecause, group, refer, rule, said } from './support';

const ADMINS = group('alpha-admins');
const WRITE_PODS = rule('pods', 'create');

describe('what somebody else binds to a member of a tenant', () => {
  test.each([
    ['in another tenant, were it but to read', 'beta', rule('pods', 'get'), 'get v1/pods'],
    ['in a namespace of no tenant, to change what is there', 'monitoring', WRITE_PODS, 'create v1/pods'],
    ['in a namespace of no tenant, to read Secrets', 'monitoring', rule('secrets', 'get'), 'get v1/secrets'],
    ['in a namespace of no tenant, to read everything', 'monitoring', rule('*', 'get', '*'), 'get */*'],
    [
      'in its tenant, beyond what owners may',
      'alpha',
      rule('resourcequotas', 'update'),
      'update v1/resourcequotas',
    ],
    [
      'in its tenant, to write what guard rails alone can bound',
      'alpha',
      rule('networkpolicies', 'create', 'networking.k8s.io'),
      'create networking.k8s.io/networkpolicies',
    ],
  ])('is found %s, unless the binding says why', (_, namespace, given, told) => {
    expect(said((chart) => bind(chart, 'more', namespace, ADMINS, given))).toEqual([
      expect.stringMatching(
        /^\[others\/more-binding\] lets Group alpha-admins of tenant alpha out of its bounds: /,
      ),
    ]);
    expect(said((chart) => bind(chart, 'more', namespace, ADMINS, given))[0]).toContain(`given: "${told}"`);
    expect(said((chart) => bindBecause('they run it', chart, 'more', namespace, ADMINS, given))).toEqual([]);
  });

  test.each([
    ['in its tenant, what owners may', 'alpha', rule('pods,configmaps', 'create,delete')],
    ['in its tenant, to read', 'alpha', rule('replicationcontrollers', 'get,list')],
    ['in a namespace of no tenant, to read', 'monitoring', rule('pods,pods/log', 'get,list')],
  ])('is none of it %s', (_, namespace, given) => {
    expect(said((chart) => bind(chart, 'more', namespace, ADMINS, given))).toEqual([]);
  });

  test('is found where it is a built-in role that gives more than the tenant does', () => {
    const bound = (role: string) =>
      said((chart) => refer(chart, 'more', 'alpha', ADMINS, 'ClusterRole', role));
    expect(bound('view')).toEqual([]);
    expect(bound('admin')).toEqual([
      expect.stringContaining('has ClusterRole admin in namespace alpha of tenant alpha'),
    ]);
  });

  test('makes whom no tenant names a member of each that it is bound in', () => {
    const bound = (...rights: object[]) =>
      said((chart) => {
        for (const namespace of ['alpha', 'beta'])
          bind(chart, namespace, namespace, group('on-call'), ...rights);
      });
    expect(bound(WRITE_PODS)).toEqual([]);
    expect(bound(rule('limitranges', 'delete'))).toEqual([
      expect.stringContaining('lets Group on-call of tenant alpha, beta out of its bounds'),
      expect.stringContaining('lets Group on-call of tenant alpha, beta out of its bounds'),
    ]);
  });
});

describe('administrators', () => {
  test('are no members of a tenant where they are bound, as far as none names them', () => {
    const problems = said((chart) => {
      refer(chart, 'all', undefined, group('platform'), 'ClusterRole', 'cluster-admin');
      refer(chart, 'here', 'alpha', group('platform'), 'ClusterRole', 'admin');
    });
    expect(problems).toEqual([]);
  });

  test('are whom a way leads to that ends in their namespace, though the app renders none of their roles', () => {
    const problems = said((chart) => {
      new GuardRails(chart, 'guard-rails', {
        administrators: [
          Subject.serviceAccount({ namespace: 'argocd', name: 'argocd-application-controller' }),
        ],
        enforcement: 'Audit',
      });
      bindBecause('they restart it', chart, 'more', 'argocd', ADMINS, WRITE_PODS);
    });
    expect(problems).toContainEqual(
      '[others/more-binding] lets Group alpha-admins of tenant alpha out of its bounds: ' +
        'Group alpha-admins may create v1/pods in namespace argocd (by RoleBinding argocd/more) -> ' +
        'ServiceAccount argocd/argocd-application-controller; ServiceAccount argocd/argocd-application-controller ' +
        'has everything in the whole cluster (by administrators of others/guard-rails); given: "* */*"; ' +
        'allowed: rights in the namespaces of the tenant, and those that were given to the member itself; ' +
        'fix: take from Group alpha-admins that it may create v1/pods in namespace argocd',
    );
  });
});

describe('guard rails', () => {
  const freeing = (prop: 'administrators' | 'operators', subject: Subject) =>
    said((chart) => {
      new GuardRails(chart, 'guard-rails', {
        administrators: [Subject.group('platform')],
        enforcement: 'Audit',
        [prop]: [subject],
      });
    }).filter((problem) => problem.includes('frees somebody'));

  test.each([
    ['a member of a tenant', Subject.group('alpha-admins'), 'is a member of tenant alpha'],
    ['a member of several', Subject.group('support'), 'is a member of tenant alpha, beta, gamma'],
    [
      'an account in a tenant',
      Subject.serviceAccount({ namespace: 'beta', name: 'op' }),
      'lives in a namespace of tenant beta',
    ],
    [
      'the accounts of a tenant',
      Subject.group('system:serviceaccounts:beta'),
      'lives in a namespace of tenant beta',
    ],
  ])('free nobody of themselves who is %s', (_, subject, why) => {
    for (const prop of ['administrators', 'operators'] as const) {
      expect(freeing(prop, subject)).toEqual([
        expect.stringContaining(`[others/guard-rails] ${prop}[0] frees somebody of the rules who ${why}`),
      ]);
    }
  });

  test('free others', () => {
    expect(freeing('operators', Subject.serviceAccount({ namespace: 'databases', name: 'op' }))).toEqual([]);
  });

  test('have no namespace of a tenant for one that all may connect to', () => {
    const problems = said((chart) => {
      new GuardRails(chart, 'guard-rails', {
        administrators: [Subject.group('platform')],
        enforcement: 'Audit',
        sharedNamespaces: ['monitoring', 'beta'],
      });
    });
    expect(problems).toContainEqual(
      '[others/guard-rails] sharedNamespaces[1] is a namespace of tenant beta: members of all others could open connections to it; ' +
        'given: "beta"; allowed: namespaces of the platform; ' +
        'fix: let each tenant that is to connect to it permit so: `tenant.permitConnectionsTo(other)`',
    );
  });
});

test('no tenant has a namespace that the platform runs in', () => {
  const problems = said((chart) => {
    for (const name of ['ingress-nginx', 'monitoring', 'shop'])
      new Tenant(new Chart(chart, name), name, { budget: { cpu: 1, memory: '1Gi', pods: 1 } });
  });
  expect(problems).toEqual([
    expect.stringMatching(
      /ingress-nginx\] namespaces has a namespace .* as that of the ingress controller; given: "ingress-nginx"/,
    ),
    expect.stringContaining('as that of monitoring'),
  ]);
});
