import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Cluster,
  type ClusterProps,
  Namespace,
  PlatformApp,
  PodSecurityLevel,
  type PodSecurityProps,
  SynthesisError,
  WebService,
} from '../../../lib';
import { CLUSTER } from '../../support/world';
import { type SecurityCase, specOf } from './cases';

const { BASELINE, PRIVILEGED, RESTRICTED } = PodSecurityLevel;

/** What synth makes of what is declared in a chart: its problems, or its warnings. */
function told(
  declare: (chart: Chart) => void,
  cluster: Partial<ClusterProps> = {},
): { readonly problems: readonly string[]; readonly warnings: readonly string[] } {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, ...cluster }) });
  declare(new Chart(app, 'chart'));
  try {
    app.units();
    return { problems: [], warnings: app.warnings };
  } catch (error) {
    if (!(error instanceof SynthesisError)) throw error;
    return { problems: error.problems, warnings: [] };
  }
}

function object(chart: Chart, apiVersion: string, kind: string, spec: unknown): ApiObject {
  return new ApiObject(chart, kind, { apiVersion, kind, metadata: { name: 'w', namespace: 'home' }, spec });
}

function raw(chart: Chart, labels: Readonly<Record<string, unknown>>): ApiObject {
  const metadata = { name: 'home', labels: labels as Record<string, string> };
  return new ApiObject(chart, 'home', { apiVersion: 'v1', kind: 'Namespace', metadata });
}

const exempt = (podSecurity: PodSecurityLevel): PodSecurityProps =>
  podSecurity === RESTRICTED ? {} : { podSecurity, podSecurityReason: 'told' };

test('a Deployment of cdk8s-plus is refused where its namespace refuses its pods, with what to do', () => {
  const { problems } = told((chart) => {
    const home = new Namespace(chart, 'home');
    new kplus.Deployment(home, 'shop', {
      metadata: { namespace: home.name },
      containers: [{ image: 'shop:1', portNumber: 80, resources: {} }],
    });
  });
  expect(problems).toMatchInlineSnapshot(`
[
  "[chart/home/shop/Resource] spec.template.spec.containers[0].securityContext.capabilities.drop is refused in namespace home by pod security level restricted v1.36 (capabilities_restricted); given: nothing; allowed: a list that has ALL; fix: set it, or run it in a Namespace of its own with podSecurity 'baseline' and the reason for that",
  "[chart/home/shop/Resource] spec.template.spec.securityContext.seccompProfile.type is refused in namespace home by pod security level restricted v1.36 (seccompProfile_restricted); given: nothing; allowed: RuntimeDefault, Localhost; fix: set it, or run it in a Namespace of its own with podSecurity 'baseline' and the reason for that",
]
`);
});

test('a Deployment of cdk8s-plus with what it takes is none of its concern', () => {
  const { problems, warnings } = told((chart) => {
    const home = new Namespace(chart, 'home');
    new kplus.Deployment(home, 'shop', {
      metadata: { namespace: home.name },
      containers: [
        {
          image: 'shop:1',
          portNumber: 80,
          resources: {},
          securityContext: {
            capabilities: { drop: [kplus.Capability.ALL] },
            seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
          },
        },
      ],
    });
  });
  expect([...problems, ...warnings]).toEqual([]);
});

const WRONG = specOf({ pod: { seccompProfile: { type: 'Unconfined' } } });
const TEMPLATE = { template: { spec: WRONG } };

test.each([
  ['v1', 'Pod', WRONG, 'spec'],
  ['v1', 'ReplicationController', TEMPLATE, 'spec.template.spec'],
  ['apps/v1', 'Deployment', TEMPLATE, 'spec.template.spec'],
  ['apps/v1', 'StatefulSet', TEMPLATE, 'spec.template.spec'],
  ['apps/v1', 'DaemonSet', TEMPLATE, 'spec.template.spec'],
  ['apps/v1', 'ReplicaSet', TEMPLATE, 'spec.template.spec'],
  ['batch/v1', 'Job', TEMPLATE, 'spec.template.spec'],
  ['batch/v1', 'CronJob', { jobTemplate: { spec: TEMPLATE } }, 'spec.jobTemplate.spec.template.spec'],
])('the pods of a %s %s are judged', (apiVersion, kind, spec, field) => {
  const { problems } = told((chart) => {
    new Namespace(chart, 'home');
    object(chart, apiVersion, kind, spec);
  });
  expect(problems).toEqual([
    expect.stringMatching(
      new RegExp(
        `^\\[chart/${kind}\\] ${field}\\.securityContext\\.seccompProfile\\.type is refused in namespace home by pod security level restricted v1\\.36 \\(seccompProfile_restricted\\); given: "Unconfined"; allowed: RuntimeDefault, Localhost; fix: change it, or`,
      ),
    ),
  ]);
});

test.each([
  [RESTRICTED, ['hostNetwork', 'runAsNonRoot']],
  [BASELINE, ['hostNetwork']],
  [PRIVILEGED, []],
])('pods are held to the level of their namespace: %s', (level, fields) => {
  const { problems } = told((chart) => {
    new Namespace(chart, 'home', exempt(level));
    object(chart, 'v1', 'Pod', specOf({ spec: { hostNetwork: true }, pod: { runAsNonRoot: false } }));
  });
  expect(problems).toHaveLength(fields.length);
  for (const field of fields) expect(problems.join()).toContain(`${field} is refused in namespace home`);
});

test.each<[string, Omit<SecurityCase, 'what'>, PodSecurityLevel]>([
  ['hostPID', { spec: { hostPID: true } }, PRIVILEGED],
  ['runAsUser', { pod: { runAsUser: 0 } }, BASELINE],
  ['hostPath', { spec: { volumes: [{ name: 'v', hostPath: { path: '/' } }] } }, PRIVILEGED],
  ['nfs', { spec: { volumes: [{ name: 'v', nfs: { server: 'a', path: '/' } }] } }, BASELINE],
  ['add[0]', { container: { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } } }, PRIVILEGED],
  ['add[0]', { container: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } }, BASELINE],
])('the level that admits %s is told: %#', (field, given, level) => {
  const { problems } = told((chart) => {
    new Namespace(chart, 'home');
    object(chart, 'v1', 'Pod', specOf(given));
  });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`${field} is refused in namespace home`);
  expect(problems[0]).toContain(`podSecurity '${level}'`);
});

describe('a level that is not enforced', () => {
  const pod = (chart: Chart) => object(chart, 'v1', 'Pod', specOf({ pod: { runAsNonRoot: undefined } }));

  test.each([
    ['podSecurityWarn', 'is warned of'],
    ['podSecurityAudit', 'is recorded for audit'],
  ])('is a warning: %s', (prop, consequence) => {
    const { problems, warnings } = told((chart) => {
      new Namespace(chart, 'home', { ...exempt(BASELINE), [prop]: RESTRICTED });
      pod(chart);
    });
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining(
        `[chart/Pod] spec.securityContext.runAsNonRoot ${consequence} in namespace home by pod security level restricted v1.36 (runAsNonRoot); given: nothing; allowed: true; fix: set it, or`,
      ),
    ]);
  });

  test('is told once, by the gravest of what comes of it', () => {
    const { warnings } = told((chart) => {
      const levels = { podSecurityWarn: RESTRICTED, podSecurityAudit: RESTRICTED };
      new Namespace(chart, 'home', { ...exempt(BASELINE), ...levels });
      pod(chart);
    });
    expect(warnings).toEqual([expect.stringContaining('is warned of')]);
  });

  test('does not tell again what is refused', () => {
    const { problems } = told((chart) => {
      new Namespace(chart, 'home', { ...exempt(BASELINE), podSecurityWarn: RESTRICTED });
      object(chart, 'v1', 'Pod', specOf({ spec: { volumes: [{ name: 'v', hostPath: { path: '/' } }] } }));
    });
    expect(problems).toEqual([expect.stringContaining('(hostPathVolumes)')]);
  });
});

describe('the version of a namespace', () => {
  const probe = { livenessProbe: { httpGet: { path: '/', port: 80, host: '192.0.2.1' } } };
  const found = (labels: Readonly<Record<string, string>>, kubernetes: string): readonly string[] =>
    told(
      (chart) => {
        raw(chart, { 'pod-security.kubernetes.io/enforce': 'baseline', ...labels });
        object(chart, 'v1', 'Pod', specOf({ fields: probe }));
      },
      { kubernetes },
    ).problems;
  const version = (text: string) => ({ 'pod-security.kubernetes.io/enforce-version': text });

  test.each([
    ['is that of its label', version('v1.33'), '1.36', 0],
    ['is that of its label, where that has the check', version('v1.34'), '1.36', 1],
    ['is that of the cluster where it says latest', version('latest'), '1.34', 1],
    ['is that of the cluster where it says latest, and that is older', version('latest'), '1.33', 0],
    ['is the latest where it says nothing', {}, '1.34', 1],
    ['is that of the cluster where it says a newer one', version('v1.36'), '1.33', 0],
  ])('%s', (_, labels, kubernetes, count) => {
    expect(found(labels, kubernetes)).toHaveLength(count);
  });

  test('can be pinned below that of the cluster', () => {
    const { problems } = told((chart) => {
      new Namespace(chart, 'home', { podSecurityVersion: '1.33' });
      object(chart, 'v1', 'Pod', specOf({ fields: probe }));
    });
    expect(problems).toEqual([]);
  });
});

test.each([
  ['enforce', 'hardened', 'privileged, baseline, restricted'],
  ['warn', '', 'privileged, baseline, restricted'],
  ['audit-version', '1.34', "'latest', 'v1.34' or the like"],
  ['enforce-version', 'v1.034', "'latest', 'v1.34' or the like"],
])('a label that the API server refuses is refused: %s=%j', (label, given, allowed) => {
  const { problems } = told((chart) => raw(chart, { [`pod-security.kubernetes.io/${label}`]: given }));
  expect(problems).toEqual([
    `[chart/home] metadata.labels['pod-security.kubernetes.io/${label}'] says nothing of pod security, so the API server refuses the namespace; given: ${JSON.stringify(given)}; allowed: ${allowed}`,
  ]);
});

describe('nothing is known', () => {
  const pod = (chart: Chart) => object(chart, 'v1', 'Pod', specOf({ container: { privileged: true } }));

  test.each<[string, (chart: Chart) => void]>([
    ['of a namespace that is not in the app', () => {}],
    ['of a namespace that says no level', (chart) => raw(chart, { team: 'a' })],
    ['of a namespace without labels', (chart) => new Namespace(chart, 'other')],
  ])('%s', (_, declare) => {
    const { problems, warnings } = told((chart) => {
      declare(chart);
      pod(chart);
    });
    expect([...problems, ...warnings]).toEqual([]);
  });
});

test('a Namespace whose labels are patched is judged as it will be applied', () => {
  const { problems } = told((chart) => {
    const home = new Namespace(chart, 'home', exempt(PRIVILEGED));
    home.object.metadata.addLabel('pod-security.kubernetes.io/enforce', 'restricted');
    new WebService(home, 'shop', { image: 'shop:1', port: 8080, runAsUser: 0 });
  });
  expect(problems.join('\n')).toContain(
    'runAsUser is refused in namespace home by pod security level restricted',
  );
});
