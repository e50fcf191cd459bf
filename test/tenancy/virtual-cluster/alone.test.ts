import { ApiObject, Chart } from 'cdk8s';
import {
  Cluster,
  type Enforcement,
  GuardRails,
  Namespace,
  PlatformApp,
  Subject,
  Tenant,
  type TenantProps,
  VirtualCluster,
  type VirtualClusterProps,
} from '../../../lib';
import { CLUSTER } from '../../support/world';
import { NEEDED } from './support';

const BUDGET = { cpu: 8, memory: '16Gi', pods: 30 };
const RBAC = 'rbac.authorization.k8s.io';

interface World {
  readonly app: PlatformApp;
  readonly chart: Chart;
}

/** An app with a virtual cluster in the namespace of a tenant. */
function world(
  tenant: Partial<TenantProps> = {},
  props: Partial<VirtualClusterProps> = {},
  enforcement?: Enforcement,
): World {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  const chart = new Chart(app, 'chart');
  const guardRails =
    enforcement &&
    new GuardRails(new Chart(app, 'policies'), 'guard-rails', {
      administrators: [Subject.group('platform')],
      enforcement,
    });
  const alpha = new Tenant(chart, 'alpha', {
    budget: BUDGET,
    connected: false,
    ...(guardRails && { guardRails }),
    ...tenant,
  });
  new VirtualCluster(alpha.namespace(), 'dev', { ...NEEDED, ...props });
  return { app, chart };
}

function complaintOf({ app }: World): string {
  try {
    app.units();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('what chooses pods in the namespace of a virtual cluster', () => {
  const policy = (podSelector: object): string => {
    const made = world();
    new ApiObject(made.chart, 'policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'policy', namespace: 'alpha' },
      spec: { podSelector, policyTypes: ['Ingress'] },
    });
    return complaintOf(made);
  };
  const expression = (key: string, operator: string, values?: readonly string[]) => ({
    matchExpressions: [{ key, operator, values }],
  });

  test('chooses by no label that its users may give to a pod', () => {
    const message = '[chart/policy] tells pods in namespace alpha by labels that the users';
    for (const selector of [
      { matchLabels: { app: 'shop' } },
      expression('app', 'In', ['shop']),
      expression('app', 'Exists'),
      expression('release', 'NotIn', ['dev']),
      expression('vcluster.loft.sh/managed-by', 'DoesNotExist'),
    ])
      expect(policy(selector)).toContain(message);
  });

  test('may choose by those that they may not, and all pods', () => {
    for (const selector of [
      {},
      { matchExpressions: [] },
      { matchLabels: { 'vcluster.loft.sh/managed-by': 'dev', app: 'shop' } },
      expression('release', 'In', ['dev']),
      expression('vcluster.loft.sh/managed-by', 'Exists'),
    ])
      expect(policy(selector)).toBe('');
  });

  test('is a disruption budget as well', () => {
    const made = world();
    new ApiObject(made.chart, 'budget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'budget', namespace: 'alpha' },
      spec: { maxUnavailable: 0, selector: { matchLabels: { app: 'shop' } } },
    });
    expect(complaintOf(made)).toContain('[chart/budget] tells pods in namespace alpha by labels');
  });
});

describe('the namespace of a virtual cluster', () => {
  const group = { kind: 'Group', apiGroup: RBAC, name: 'team' };
  const account = (namespace: string, name = 'robot') => ({ kind: 'ServiceAccount', name, namespace });
  const bound = (subject: object, ...rules: readonly (readonly [string, string, string])[]): string => {
    const made = world();
    new Namespace(made.chart, 'platform');
    new Tenant(made.chart, 'beta', { budget: BUDGET });
    const metadata = { name: 'given', namespace: 'alpha' };
    if (rules.length > 0) {
      new ApiObject(made.chart, 'role', {
        apiVersion: `${RBAC}/v1`,
        kind: 'Role',
        metadata,
        rules: rules.map(([apiGroup, resource, verb]) => ({
          apiGroups: [apiGroup],
          resources: [resource],
          verbs: [verb],
        })),
      });
    }
    new ApiObject(made.chart, 'binding', {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'given' },
      subjects: [subject],
    });
    return complaintOf(made);
  };
  const FINDING =
    'more than a look in namespace alpha, where the credentials and the pods of the virtual cluster chart/alpha/alpha/dev are: ';

  test.each(['owners', 'editors'] as const)('has no %s', (membership) => {
    const message = complaintOf(world({ [membership]: [Subject.group('team')] }));
    expect(message).toMatch(
      /\[chart\/alpha\/alpha\/.*\] gives Group team more than a look in namespace alpha.*: create secrets; given/,
    );
  });

  test('may have viewers, who see nothing that is secret', () => {
    expect(complaintOf(world({ viewers: [Subject.group('team')] }))).toBe('');
  });

  test.each<[string, readonly [string, string, string]]>([
    ['read Secrets', ['', 'secrets', 'list']],
    ['read everything', ['', '*', 'get']],
    ['get into pods', ['', 'pods/exec', 'get']],
    ['make pods', ['', 'pods', 'create']],
    ['make workloads', ['apps', 'deployments', 'patch']],
    ['change policies', ['networking.k8s.io', 'networkpolicies', 'update']],
    ['do everything', ['*', '*', '*']],
  ])('has nobody who may %s', (_, rule) => {
    for (const subject of [group, account('alpha'), account('beta'), account('alpha', 'vc-workload-dev')])
      expect(bound(subject, ['', 'pods', 'get'], rule)).toContain(`${FINDING}${rule[2]} ${rule[1]}`);
  });

  test('has nobody with a role that is not in the app', () => {
    expect(bound(group)).toContain(`${FINDING}whatever Role given gives`);
  });

  test('may have who looks, and accounts of the platform', () => {
    expect(bound(group, ['', 'pods', 'list'], ['example.com', '*', 'get'])).toBe('');
    expect(bound(account('platform'), ['', 'secrets', 'list'])).toBe('');
  });
});

describe('where the registries of the tenant are bounded', () => {
  const bounded = { allowed: { registries: ['ghcr.io/loft-sh'] } };
  const DNS =
    '[chart/alpha/alpha/dev] dnsImage would be refused by guard rails, in a pod that the control plane makes: image docker.io/coredns/coredns:1 comes from none of the registries that the tenant may use: ghcr.io/loft-sh; given: nothing; fix:';

  test('a virtual cluster states the image of its DNS, from one of them', () => {
    expect(complaintOf(world(bounded, {}, 'Deny'))).toContain(DNS);
    expect(complaintOf(world({ ...bounded, guardRails: 'installed' }))).toContain(DNS);
    expect(complaintOf(world(bounded, { dnsImage: 'quay.io/a/coredns:1.12.1' }, 'Deny'))).toContain(
      'image quay.io/a/coredns:1.12.1 comes from none of the registries',
    );
    expect(complaintOf(world(bounded, { dnsImage: 'ghcr.io/loft-sh/coredns:1.12.1' }, 'Deny'))).toBe('');
  });

  test("a virtual cluster may have vCluster's own where they take it", () => {
    const registries = ['docker.io/coredns', 'ghcr.io/loft-sh'];
    expect(complaintOf(world({ allowed: { registries } }, {}, 'Deny'))).toBe('');
    expect(complaintOf(world({}, {}, 'Deny'))).toBe('');
  });

  test('the image of its init containers is from one of them', () => {
    const images = {
      dnsImage: 'ghcr.io/loft-sh/coredns:1.12.1',
      hostnameImage: 'docker.io/library/alpine:3.22',
    };
    expect(complaintOf(world(bounded, images, 'Deny'))).toContain(
      '[chart/alpha/alpha/dev] hostnameImage would be refused by guard rails',
    );
  });

  test('guard rails that refuse nothing yet have synth warn', () => {
    const made = world(bounded, {}, 'Warn');
    expect(complaintOf(made)).toBe('');
    expect(made.app.warnings).toContainEqual(expect.stringContaining('dnsImage would be refused'));
  });
});
