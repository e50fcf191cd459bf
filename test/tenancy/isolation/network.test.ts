import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Allowance,
  Cluster,
  type ClusterProps,
  NetworkPolicy,
  networkMatrix,
  Peer,
  PlatformApp,
  type PortLike,
  Tenant,
  type TenantProps,
  toOutside,
  WebService,
} from '../../../lib';
import { CLUSTER } from '../../support/world';

const RANGES = { podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.96.0.0/12'] };
const BUDGET = { cpu: 4, memory: '8Gi', pods: 20 };

interface World {
  readonly app: PlatformApp;
  readonly alpha: Tenant;
  readonly beta: Tenant;
}

/** Two tenants, each in a chart of its name, and whatever else. */
function world(
  declare: (world: World) => void = () => undefined,
  { cluster = RANGES, alpha = {} }: { cluster?: Partial<ClusterProps>; alpha?: Partial<TenantProps> } = {},
): PlatformApp {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, ...cluster }) });
  const tenant = (name: string, props: Partial<TenantProps> = {}): Tenant =>
    new Tenant(new Chart(app, name), name, { budget: BUDGET, ...props });
  declare({ app, alpha: tenant('alpha', alpha), beta: tenant('beta') });
  return app;
}

/** What stops synth: a line each. */
function problems(...args: Parameters<typeof world>): readonly string[] {
  try {
    world(...args).units();
    return [];
  } catch (error) {
    return (error as { problems?: readonly string[] }).problems ?? [String(error)];
  }
}

/** A policy as another library may write it, in the namespace of a tenant. */
function raw(scope: Construct, namespace: string, spec: object, name = 'raw'): ApiObject {
  return new ApiObject(scope, `${namespace}-${name}`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec,
  });
}

const other = (app: PlatformApp): Chart => new Chart(app, 'other');
const from = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const open = { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };

describe('tenants', () => {
  it('are isolated from each other, and reach the DNS of the cluster', () => {
    const matrix = networkMatrix(world());
    expect(matrix.isolated('alpha', 'beta')).toBe(true);
    expect(matrix.connections({ namespace: 'alpha' }, { namespace: 'kube-system' }).toString()).toBe(
      'TCP 53, UDP 53',
    );
    expect(matrix.connections({ namespace: 'alpha' }, { namespace: 'alpha' }).toString()).toBe('any port');
  });

  it('are no matter of an app without any', () => {
    const app = new PlatformApp();
    raw(new Chart(app, 'chart'), 'home', open);
    expect(() => app.units()).not.toThrow();
  });
});

describe('a leak between tenants stops synth', () => {
  it('where one opens its way out and the other its way in, by the policies of both', () => {
    const found = problems(({ alpha, beta }) => {
      new NetworkPolicy(alpha.namespace(), 'out', {
        pods: { app: 'web' },
        egress: [Allowance.of(Peer.namespaces('beta'), [5432])],
      });
      new NetworkPolicy(beta.namespace(), 'in', {
        pods: { app: 'db' },
        ingress: [Allowance.of(Peer.namespaces('alpha'), [5432, 9187])],
      });
    });
    expect(found).toEqual([
      '[alpha/alpha/alpha/out/NetworkPolicy] spec.egress[0].to[0] lets pods of namespace alpha (tenant alpha) connect to ' +
        'pods of namespace beta (tenant beta), and [beta/beta/beta/in/NetworkPolicy] lets them in by spec.ingress[0].from[0]; ' +
        'given: "TCP 5432"; allowed: between tenants, what one of them permits; ' +
        'fix: close it on either side; or say that it is wanted, by `permitConnectionsTo` of tenant alpha',
    ]);
  });

  it('unless the tenant that connects permits it, in this direction', () => {
    const connect =
      (permit: (world: World) => void) =>
      (all: World): void => {
        const web = { image: 'ghcr.io/acme/web:1.0.0', port: 8080, resources: { requests: { cpu: '100m' } } };
        const [client, server] = [all.alpha, all.beta].map(
          (tenant) => new WebService(tenant.namespace(), 'web', web),
        );
        client?.connectTo(server as WebService);
        permit(all);
      };
    expect(problems(connect(() => undefined))).toEqual([
      expect.stringContaining('(tenant alpha) connect to pods of namespace beta (tenant beta)'),
    ]);
    expect(problems(connect(({ alpha, beta }) => alpha.permitConnectionsTo(beta)))).toEqual([]);
    expect(problems(connect(({ alpha, beta }) => beta.permitConnectionsTo(alpha)))).toHaveLength(1);
  });

  it('unless the tenant that connects permits it on those ports', () => {
    const connect =
      (ports: Parameters<Tenant['permitConnectionsTo']>[1], opened: readonly PortLike[] = [5432]) =>
      ({ alpha, beta }: World): void => {
        new NetworkPolicy(alpha.namespace(), 'out', {
          pods: { app: 'web' },
          egress: [Allowance.of(Peer.namespaces('beta'), opened)],
        });
        new NetworkPolicy(beta.namespace(), 'in', {
          pods: { app: 'db' },
          ingress: [Allowance.of(Peer.namespaces('alpha'), [5432, 9187])],
        });
        alpha.permitConnectionsTo(beta, ports);
      };
    expect(problems(connect([5432, 9187]))).toEqual([]);
    // The one side alone is open on 9187.
    expect(problems(connect([5432]))).toEqual([
      expect.stringMatching(
        /beta\/in\/NetworkPolicy\] .* whose own policies alone prevent it; given: "TCP 5432, TCP 9187"; allowed: between tenants, what one of them permits: TCP 5432;/,
      ),
    ]);
    expect(problems(connect([{ port: 5432, protocol: 'UDP' }]))).toEqual([
      expect.stringMatching(
        /lets pods of namespace alpha .* given: "TCP 5432"; allowed: .* permits: UDP 5432;/,
      ),
    ]);
    expect(problems(connect([5432], [5432, 9187]))).toEqual([
      expect.stringMatching(/lets pods of namespace alpha .* given: "TCP 5432, TCP 9187"/),
    ]);
  });

  it('where the labels that both sides ask for can be on one pod, and not where they cannot', () => {
    const ask = (labels: object) => (all: World) => {
      raw(other(all.app), 'alpha', {
        podSelector: { matchLabels: { app: 'web', tier: 'front' } },
        policyTypes: ['Egress'],
        egress: [{ to: [from('beta')] }],
      });
      raw(all.app.node.findChild('other') as Chart, 'beta', {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ ...from('alpha'), podSelector: labels }] }],
      });
    };
    const leaks = (labels: object) => problems(ask(labels)).filter((line) => line.includes('lets them in'));
    expect(leaks({ matchLabels: { app: 'web' } })).toHaveLength(1);
    expect(leaks({ matchExpressions: [{ key: 'owner', operator: 'Exists' }] })).toHaveLength(1);
    expect(leaks({ matchLabels: { app: 'db' } })).toHaveLength(0);
    expect(leaks({ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] })).toHaveLength(0);
  });

  it('of policies that open both to anyone, whatever made them, with the fix', () => {
    const found = problems(({ app }) => {
      const chart = other(app);
      raw(chart, 'alpha', open);
      raw(chart, 'beta', open);
    });
    const leaks = found.filter((line) => line.includes('lets them in by'));
    expect(leaks).toEqual([
      expect.stringMatching(
        /^\[other\/alpha-raw\] spec\.egress\[0\] .*\(tenant beta\), and \[other\/beta-raw\] lets .*given: "any port"/,
      ),
    ]);
  });

  it('of an ipBlock over the ranges of pods, which network plugins match pods by', () => {
    const found = problems(({ app }) => {
      const chart = other(app);
      raw(chart, 'alpha', { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] });
      raw(chart, 'beta', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.244.3.0/24' } }] }] });
    });
    expect(found).toContainEqual(expect.stringMatching(/^\[other\/alpha-raw\] .* lets them in by spec/));
  });

  it('in few lines, however many tenants there are', () => {
    const found = problems(({ app }) => {
      const chart = other(app);
      for (let index = 0; index < 30; index++) {
        const name = `tenant-${index}`;
        new Tenant(new Chart(app, name), name, { budget: BUDGET });
        raw(chart, name, { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] });
      }
    });
    expect(found.length).toBeLessThan(20);
    expect(found).toContain('[(app)] has 25 more findings like the last one');
  });
});

describe('each side of a tenant isolates by itself', () => {
  it('so that what one side opens to another tenant is told before the other does', () => {
    const found = problems(({ beta }) => {
      new NetworkPolicy(beta.namespace(), 'in', {
        pods: 'all',
        ingress: [Allowance.of(Peer.namespaces('alpha'), [80])],
      });
    });
    expect(found).toEqual([
      expect.stringMatching(
        /^\[beta\/beta\/beta\/in\/NetworkPolicy\] spec\.ingress\[0\]\.from\[0\] opens namespace beta \(tenant beta\) for ingress from namespace alpha \(tenant alpha\), whose own policies alone prevent it;.*`permitConnectionsTo` of tenant alpha for beta/,
      ),
    ]);
  });

  it.each([
    [
      'the default deny is gone',
      true,
      'has no policy in namespace alpha that isolates every pod for egress and opens nothing',
    ],
    ['every policy is gone', false, 'has pods in namespace alpha that no policy isolates for egress'],
  ])('and where %s, that is told', (_, keepsDns, told) => {
    const found = problems(({ alpha }) => {
      const home = alpha.namespace();
      home.node.tryRemoveChild('DefaultDeny');
      if (keepsDns) return;
      home.node.tryRemoveChild('AllowDns');
      home.node.tryRemoveChild('AllowTenant');
    });
    expect(found).toContainEqual(expect.stringContaining(`[alpha/alpha] ${told}`));
  });

  it('by types that are stated: egress rules alone isolate ingress too, where none are', () => {
    const alone = (policyTypes: object) =>
      problems(({ app, alpha }) => {
        for (const id of ['DefaultDeny', 'AllowDns', 'AllowTenant'])
          alpha.namespace().node.tryRemoveChild(id);
        raw(other(app), 'alpha', { podSelector: {}, egress: [{ to: [from('alpha')] }], ...policyTypes });
      });
    const told = expect.stringContaining('no policy isolates for ingress');
    expect(alone({})).not.toContainEqual(told);
    expect(alone({ policyTypes: ['Egress'] })).toContainEqual(told);
  });
});

describe('the metadata service of clouds is out of reach', () => {
  const toward = (...allowances: readonly Allowance[]) =>
    problems(undefined, { alpha: { allowEgress: allowances } });

  it('unless a rule lets pods connect to addresses that it is among', () => {
    expect(
      toward(Allowance.of(Peer.cidr('0.0.0.0/0', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']), [443])),
    ).toEqual([
      expect.stringMatching(
        /^\[alpha\/alpha\/alpha\/AllowDeclared\/NetworkPolicy\] spec\.egress\[0\]\.to\[0\] lets pods of namespace alpha \(tenant alpha\) connect to the metadata service.*fix: allow `toOutside`/,
      ),
    ]);
  });

  it.each(['169.254.0.0/16', 'fd00:ec2::/32', '168.63.129.0/24', '100.64.0.0/10', '::/0'])(
    'as %s has it',
    (cidr) => {
      const left = cidr === '::/0' ? [] : undefined;
      expect(toward(Allowance.of(Peer.cidr(cidr, left), [80]))).toContainEqual(
        expect.stringContaining('the metadata service of clouds'),
      );
    },
  );

  it('of the way outside, and of the cache of DNS beside it', () => {
    expect(
      problems(({ alpha }) => {
        const home = alpha.namespace();
        new NetworkPolicy(home, 'outside', { pods: 'all', egress: toOutside(home, [443]) });
      }),
    ).toEqual([]);
  });

  it('but for who is let through to that address and nothing else', () => {
    expect(toward(Allowance.of(Peer.cidr('169.254.169.254/32'), [80]))).toEqual([]);
  });
});

describe('what the app does not know does not connect to a tenant', () => {
  it('by labels that whoever creates pods elsewhere can give them', () => {
    const found = problems(({ app }) => {
      raw(other(app), 'alpha', {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'gateway' } } }] }],
      });
    });
    expect(found).toContainEqual(
      expect.stringMatching(
        /^\[other\/alpha-raw\] spec\.ingress\[0\]\.from\[0\] lets pods of namespaces that the app does not know connect to those of namespace alpha/,
      ),
    );
  });

  it('by a peer that is two, where one of both selectors was meant', () => {
    const rule = (...peers: readonly object[]) =>
      problems(({ app }) => {
        const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: peers }] };
        raw(other(app), 'alpha', spec);
      });
    const pods = { podSelector: { matchLabels: { app: 'gateway' } } };
    expect(rule({ ...from('edge'), ...pods })).toEqual([]);
    expect(rule({ namespaceSelector: {} }, pods)).not.toEqual([]);
  });

  it('unless the tenant permits anyone', () => {
    const expose = (permit: boolean) =>
      problems(({ app, alpha }) => {
        raw(other(app), 'alpha', {
          podSelector: {},
          policyTypes: ['Ingress'],
          ingress: [{ ports: [{ port: 443 }] }],
        });
        if (permit) alpha.permitConnectionsFromAnyone();
      });
    expect(expose(false)).toContainEqual(expect.stringContaining('`permitConnectionsFromAnyone`'));
    expect(expose(true)).toEqual([]);
  });

  it('by addresses that may be those of pods, where the Cluster does not say which are', () => {
    const allowIngress = [Allowance.of(Peer.cidr('203.0.113.0/24'), [443])];
    expect(problems(undefined, { alpha: { allowIngress } })).toEqual([]);
    expect(problems(undefined, { alpha: { allowIngress }, cluster: {} })).toEqual([
      expect.stringMatching(
        /203\.0\.113\.0\/24 may be addresses of pods;.*fix: state podCidrs and serviceCidrs/,
      ),
    ]);
  });

  it('from the network of a node, which no pod of a tenant is on', () => {
    const found = problems(({ app }) => {
      new ApiObject(other(app), 'agent', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'agent', namespace: 'alpha' },
        spec: {
          hostNetwork: true,
          containers: [{ name: 'a', image: 'a:1', resources: { requests: { cpu: '1', memory: '1Gi' } } }],
        },
      });
    });
    expect(found).toContainEqual(
      expect.stringMatching(/^\[other\/agent\] runs pods of tenant alpha on the network of the node/),
    );
  });
});

test.each([
  ['privileged', 'replace', 'given: "privileged"'],
  ['that of the cluster', 'remove', 'given: nothing'],
] as const)(
  'no namespace of a tenant has the level %s, by which a pod could be on its node',
  (level, change, given) => {
    const label = 'pod-security.kubernetes.io/enforce';
    const path = `/metadata/labels/${label.replace('/', '~1')}`;
    const found = problems(({ alpha }) =>
      alpha.namespace().object.addJsonPatch(JsonPatch[change](path, level)),
    );
    const problem = `metadata.labels["${label}"] lets pods of tenant alpha be on the network of the node`;
    expect(found).toContainEqual(expect.stringContaining(problem));
    expect(found).toContainEqual(expect.stringContaining(given));
  },
);

describe('policies of other kinds', () => {
  const foreign = (apiVersion: string, kind: string, spec: object, namespace?: string) =>
    world(({ app }) => {
      new ApiObject(other(app), 'policy', {
        apiVersion,
        kind,
        metadata: { name: 'policy', namespace },
        spec,
      });
    });

  it.each([
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', undefined],
    ['cilium.io/v2', 'CiliumLocalRedirectPolicy', 'alpha'],
    ['cilium.io/v2', 'CiliumClusterwideEnvoyConfig', undefined],
  ])(
    'of %s, %s, are warned of where they may open a tenant, and taken for a leak by the matrix',
    (apiVersion, kind, namespace) => {
      const app = foreign(apiVersion, kind, { order: 1 }, namespace);
      expect(networkMatrix(app).isolated('alpha', 'beta')).toBe(false);
      expect(app.warnings).toEqual([expect.stringContaining(`[other/policy] is a ${kind}, which the proof`)]);
    },
  );

  it('are read as far as they open the API server alone', () => {
    const egress = [{ toEntities: ['kube-apiserver'], toPorts: [] }];
    const app = foreign('cilium.io/v2', 'CiliumNetworkPolicy', { endpointSelector: {}, egress }, 'alpha');
    expect(networkMatrix(app).isolated('alpha', 'beta')).toBe(true);
    expect(app.warnings).toEqual([]);
    const more = [{ toEntities: ['kube-apiserver', 'world'] }];
    const wider = foreign(
      'cilium.io/v2',
      'CiliumNetworkPolicy',
      { endpointSelector: {}, egress: more },
      'alpha',
    );
    expect(networkMatrix(wider).isolated('alpha', 'beta')).toBe(false);
  });
});
