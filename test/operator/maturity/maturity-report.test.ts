import { Chart } from 'cdk8s';
import {
  CERT_MANAGER,
  Cluster,
  CustomResourceDefinition,
  type JudgedItem,
  Kind,
  type Manifest,
  type MaturityReport,
  maturityMarkdown,
  maturityReport,
  ObjectIndex,
  Operator,
  type OperatorProps,
  OperatorScope,
  PlatformApp,
  POSTGRES_KINDS,
  PostgreSQL,
  PostgreSQLBackup,
  PostgreSQLRestore,
  PROMETHEUS_OPERATOR,
  RenderedObject,
  z,
} from '../../../lib';
import { CLUSTER } from '../../support/world';

/** A kind that can be scaled, which those of PostgreSQL cannot. */
const CACHE = new Kind({
  group: 'database.example.com',
  kind: 'Cache',
  plural: 'caches',
  description: 'A cache.',
  spec: z.strictObject({ replicas: z.int().min(0).max(9).describe('Number of pods.').default(2) }),
  status: z.strictObject({ replicas: z.int().describe('Number of ready pods.') }).partial(),
  scale: {},
});

const OPERATOR = { name: 'op', namespace: 'op' };

function app(props: Partial<OperatorProps> = {}): PlatformApp {
  const made = new PlatformApp({
    cluster: new Cluster({
      ...CLUSTER,
      monitoring: { namespace: 'monitoring', runbooks: 'https://runbooks.example.com' },
      installed: [CERT_MANAGER, PROMETHEUS_OPERATOR],
    }),
  });
  const kinds = new Chart(made, 'kinds');
  for (const kind of [...POSTGRES_KINDS, CACHE])
    new CustomResourceDefinition(kinds, kind.resource.plural, { kind });
  new Operator(new Chart(made, 'operator'), 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    scope: OperatorScope.namespaces('team-a'),
    controllers: [
      {
        for: PostgreSQL,
        owns: [
          'apps/StatefulSet',
          'v1/Service',
          'policy/PodDisruptionBudget',
          'autoscaling/HorizontalPodAutoscaler',
        ],
      },
      { for: CACHE, owns: ['apps/StatefulSet'] },
      { for: PostgreSQLBackup, owns: ['batch/Job'] },
      { for: PostgreSQLRestore, owns: ['batch/Job'] },
    ],
    ...props,
  });
  return made;
}

const manifestsOf = (made: PlatformApp): readonly Manifest[] =>
  made.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));

/** The report over manifests, after each of them was changed or left out. */
function reportOf(change: (manifest: Manifest) => unknown, props?: Partial<OperatorProps>): MaturityReport {
  const changed = manifestsOf(app(props)).flatMap((manifest): Manifest[] => {
    const copy = structuredClone(manifest);
    return change(copy) === null ? [] : [copy];
  });
  return maturityReport(
    new ObjectIndex(changed.map((manifest) => new RenderedObject('', manifest))),
    OPERATOR,
  );
}

const missing = ({ levels }: MaturityReport): readonly string[] =>
  levels.flatMap(({ level, items }) =>
    items
      .filter(({ state }) => state === 'missing')
      .map(({ title }: JudgedItem) => `${level} ${title.split(/[,.:]/)[0]}`),
  );

/** A part of a manifest, to be changed. */
// biome-ignore lint/suspicious/noExplicitAny: manifests are changed in ways that no type allows.
const part = (manifest: Manifest, path: string): any =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], manifest);
const container = (manifest: Manifest): ReturnType<typeof part> =>
  part(manifest, 'spec.template.spec.containers.0');
const isDeployment = ({ kind }: Manifest): boolean => kind === 'Deployment';
const isDefinition = ({ kind }: Manifest): boolean => kind === 'CustomResourceDefinition';
const all = () => undefined;

test('an operator that has everything reaches the highest level', () => {
  const report = maturityReport(app(), OPERATOR);
  expect(missing(report)).toEqual([]);
  expect(report.level).toBe(5);
});

test('golden report', () => {
  const report = reportOf(({ kind }) => (kind === 'PrometheusRule' ? null : undefined), { replicas: 1 });
  expect(report.level).toBe(2);
  expect(maturityMarkdown(report)).toMatchSnapshot();
});

const BREAKS: readonly (readonly [what: string, change: (manifest: Manifest) => unknown])[] = [
  [
    '1 Its containers run images of a stated version',
    (m) => isDeployment(m) && Object.assign(container(m), { image: 'ghcr.io:443/acme/op' }),
  ],
  [
    '1 The kinds that it reconciles are defined in the app',
    (m) => (isDefinition(m) && m.metadata.name?.includes('restore') ? null : undefined),
  ],
  [
    '1 Its containers state what CPU and memory they need',
    (m) => isDeployment(m) && delete container(m).resources.requests.cpu,
  ],
  [
    '1 Its pods run without root',
    (m) => isDeployment(m) && delete part(m, 'spec.template.spec.securityContext').seccompProfile,
  ],
  [
    '1 Its roles name the groups',
    (m) => m.kind === 'Role' && part(m, 'rules').push({ apiGroups: ['*'], resources: ['x'], verbs: ['get'] }),
  ],
  [
    '2 A rollout keeps its pods until new ones are ready',
    (m) => isDeployment(m) && delete container(m).readinessProbe,
  ],
  ['2 Old and new pods elect a leader', (m) => (m.kind === 'Role' ? null : undefined)],
  [
    '2 Its definitions',
    (m) => isDefinition(m) && delete (m.metadata as { annotations?: object }).annotations,
  ],
  [
    '2 Objects of every version of a kind can be read as any other',
    (m) => isDefinition(m) && part(m, 'spec.versions').push({ ...part(m, 'spec.versions.0'), schema: {} }),
  ],
  [
    '2 Resources tell by conditions',
    (m) =>
      isDefinition(m) &&
      delete part(m, 'spec.versions.0.schema.openAPIV3Schema.properties.status.properties').conditions,
  ],
  ['3 It outlives a node', (m) => (m.kind === 'PodDisruptionBudget' ? null : undefined)],
  ['3 It outlives a node', (m) => isDeployment(m) && Object.assign(part(m, 'spec'), { replicas: 1 })],
  ['3 A pod that hangs is restarted', (m) => isDeployment(m) && delete container(m).livenessProbe],
  ['4 Its metrics are scraped', (m) => (m.kind === 'ServiceMonitor' ? null : undefined)],
  [
    '4 Its metrics are scraped',
    (m) =>
      m.kind === 'ServiceMonitor' &&
      Object.assign(part(m, 'spec.endpoints.0.tlsConfig'), { insecureSkipVerify: true }),
  ],
  ['4 Its metrics are scraped', (m) => m.kind === 'Service' && Object.assign(m.metadata, { labels: {} })],
  [
    '4 There are alerts',
    (m) => m.kind === 'PrometheusRule' && delete part(m, 'spec.groups.0.rules.0.annotations').runbook_url,
  ],
  ['4 There is a dashboard', (m) => (m.kind === 'ConfigMap' ? null : undefined)],
];

test.each(BREAKS)('is told as missing: %s', (what, change) => {
  expect(missing(reportOf(change))).toContainEqual(expect.stringContaining(what));
  expect(missing(reportOf(all))).toEqual([]);
});

const CONTROLLERS: readonly (readonly [what: string, controllers: OperatorProps['controllers']])[] = [
  ['3 There are kinds to back up and to restore what holds data', [{ for: PostgreSQL }]],
  ['3 It keeps budgets for the pods that it runs', [{ for: PostgreSQL, owns: ['apps/StatefulSet'] }]],
  [
    '3 Resources that run pods can be scaled as Deployments are',
    [{ for: PostgreSQLBackup, owns: ['apps/Deployment'] }],
  ],
  ['5 It keeps autoscalers for what it manages', [{ for: PostgreSQL, owns: ['apps/StatefulSet'] }]],
  ['5 It watches all that it keeps', [{ for: PostgreSQL }]],
];

test.each(CONTROLLERS)('is missing for what its controllers do: %s', (what, controllers) => {
  expect(missing(maturityReport(app({ controllers }), OPERATOR))).toContainEqual(
    expect.stringContaining(what),
  );
});

test('what an operator has no use for is not missing', () => {
  const { levels } = maturityReport(app({ controllers: [{ for: CACHE, owns: ['v1/Service'] }] }), OPERATOR);
  const idle = levels.flatMap(({ items }) => items.filter(({ state }) => state === 'not needed'));
  expect(idle).toHaveLength(3);
});

test('a level is reached when nothing of those below is missing either', () => {
  const report = reportOf(
    (m) => m.kind === 'Role' && part(m, 'rules').push({ apiGroups: ['*'], resources: ['x'], verbs: ['get'] }),
  );
  expect(report.level).toBe(0);
  expect(report.levels[4]?.items.every(({ state }) => state === 'present')).toBe(true);
});

test('an operator that is not there is told of', () => {
  expect(() => maturityReport(app(), { name: 'other', namespace: 'op' })).toThrow(
    'is no operator of the app: no Deployment or StatefulSet has its name; given: "op/other"',
  );
});
