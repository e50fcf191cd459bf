import {
  type BindingSubject,
  type Manifest,
  ObjectIndex,
  PermissionMatrix,
  RenderedObject,
  type ResourceAttributes,
} from '../../../lib';
import { BUILT_IN, builtInObjects } from '../../../lib/rbac/built-in-roles';
import { partsOf, readRules } from '../../../lib/rbac/rule';
import { describeEachVersion } from '../bed/clusters';
import { HOLDERS, INTRUSION, judgedTenants, TENANTS } from '../fixtures/permission-matrix';
import { apply } from './apply';
import { referencePlatform } from './apps';
import { inOrder } from './order';
import { make } from './rbac/call';
import { attributesOf } from './rbac/request-attributes';
import { identityOf, judgeAgreement, type Question, reviewAll } from './rbac/reviews';
import { type ServedResource, servedResources } from './rbac/served';
import { bindings, bounds, editing, owning, policies, viewing } from './rbac/tenant-calls';
import { Report } from './report';

const RBAC = 'rbac.authorization.k8s.io';
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

const report = new Report('permission matrix');

type Asked = Omit<ResourceAttributes, 'namespace'>;

function asked(text: string): Asked {
  const [, verb = '', group, resource = '', subresource, name] =
    /^(\S+) ([^/]+)\/([^/ ]+)(?:\/(\S+))?(?: (\S+))?$/.exec(text) ?? [];
  return { verb, group: group === 'v1' ? '' : group, resource, subresource, name };
}

/** What every tenant's member is asked for in every namespace. */
const ASKED: readonly Asked[] = [
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'].map(
    (verb) => `${verb} v1/pods`,
  ),
  ...['exec', 'attach', 'portforward', 'proxy', 'ephemeralcontainers', 'eviction'].map(
    (part) => `create v1/pods/${part}`,
  ),
  ...['get', 'list', 'create', 'delete'].map((verb) => `${verb} v1/secrets`),
  ...['get v1/secrets one', 'delete v1/secrets two', 'get v1/secrets three', 'list v1/configmaps one'],
  ...[
    'create v1/configmaps',
    'get v1/pods/log',
    'get v1/services',
    'list v1/services',
    'create v1/services/proxy',
  ],
  ...['create v1/serviceaccounts', 'create v1/serviceaccounts/token', 'impersonate v1/serviceaccounts'],
  ...[
    'create apps/deployments',
    'update apps/deployments/scale',
    'create apps/daemonsets',
    'get apps/replicasets',
  ],
  ...['create batch/jobs', 'create batch/cronjobs', 'patch autoscaling/horizontalpodautoscalers'],
  ...['create networking.k8s.io/networkpolicies', 'create networking.k8s.io/ingresses'],
  ...['update v1/resourcequotas', 'delete v1/limitranges', 'get v1/resourcequotas', 'create v1/endpoints'],
  ...['create', 'bind', 'escalate'].map((verb) => `${verb} ${RBAC}/roles`),
  ...[`create ${RBAC}/rolebindings`, `get ${RBAC}/rolebindings`, `bind ${RBAC}/clusterroles cluster-admin`],
  ...['get v1/endpoints', 'watch v1/events', 'delete v1/persistentvolumeclaims'],
].map(asked);

/** What they are asked for in the whole cluster. */
const CLUSTER_WIDE: readonly Asked[] = [
  ...['list v1/pods', 'list v1/secrets', 'create v1/namespaces', 'list v1/nodes', 'get v1/nodes/proxy'],
  ...['create v1/persistentvolumes', 'impersonate v1/users', 'impersonate v1/groups system:masters'],
  ...[`create ${RBAC}/clusterroles`, `create ${RBAC}/clusterrolebindings`, `escalate ${RBAC}/clusterroles`],
  ...['create admissionregistration.k8s.io/validatingwebhookconfigurations'],
  ...['create apiextensions.k8s.io/customresourcedefinitions', 'create apiregistration.k8s.io/apiservices'],
  ...['update certificates.k8s.io/certificatesigningrequests/approval'],
  ...[
    'create authorization.k8s.io/selfsubjectaccessreviews',
    'create authorization.k8s.io/subjectaccessreviews',
  ],
].map(asked);

const PATHS = ['/metrics', '/logs/kubelet', '/logs', '/healthz', '/openapi/v3', '/debug/pprof'];

/** What a member has who is no more than that, said here once more by hand. */
const OWN: Readonly<Record<'owners' | 'editors' | 'viewers', readonly Asked[]>> = {
  viewers: ['get v1/pods', 'list v1/services', 'get v1/pods/log', 'get v1/resourcequotas'].map(asked),
  editors: [
    'create v1/pods',
    'get v1/secrets',
    'create apps/deployments',
    'update apps/deployments/scale',
  ].map(asked),
  owners: ['create v1/pods/exec', 'create v1/serviceaccounts', 'delete v1/persistentvolumeclaims'].map(asked),
};

function questions(who: readonly BindingSubject[], namespaces: readonly string[]): readonly Question[] {
  return who.flatMap((who) => [
    ...namespaces.flatMap((namespace) => [
      ...ASKED.map((request) => ({ who, request: { ...request, namespace } })),
      // A request for a Namespace is one in it.
      ...['get', 'patch', 'delete'].map((verb) => ({
        who,
        request: { verb, group: '', resource: 'namespaces', name: namespace, namespace },
      })),
    ]),
    ...CLUSTER_WIDE.map((request) => ({ who, request })),
    ...PATHS.map((path) => ({ who, request: { verb: 'get', path } })),
  ]);
}

function matrixOf(objects: readonly RenderedObject[], minor: string): PermissionMatrix {
  return new PermissionMatrix(new ObjectIndex(objects), minor);
}

function platformMatrix(minor: string): PermissionMatrix {
  const objects = referencePlatform(minor).map((manifest) => new RenderedObject('platform', manifest));
  return matrixOf(objects, minor);
}

const STRANGER: BindingSubject = { kind: 'User', name: 'stranger@example.com' };
const SUPPORT = 'judged-support';

describeEachVersion('the permission matrix of three tenants', (client, minor) => {
  const objects = judgedTenants(minor);
  const matrix = matrixOf(objects, minor);
  const namespaces = TENANTS.flatMap((tenant) => tenant.namespaces);
  const membersOf = ({
    owners,
    editors,
    viewers,
    namespaces,
  }: (typeof TENANTS)[number]): readonly BindingSubject[] => [
    ...[...owners, ...editors, ...viewers].map(({ spec }) => spec),
    { kind: 'ServiceAccount', name: 'default', namespace: namespaces[0] },
  ];

  beforeAll(() => apply(client, inOrder(objects.map(({ manifest }) => manifest))));

  test('is asked for more than forty sorts of requests', () => {
    expect(
      new Set([...ASKED, ...CLUSTER_WIDE].map((request) => JSON.stringify(request))).size,
    ).toBeGreaterThan(40);
  });

  test('answers as access reviews do, for every pair of tenants and everybody in them', async () => {
    for (const from of TENANTS)
      for (const to of TENANTS) {
        const judgement = await judgeAgreement(client, matrix, questions(membersOf(from), to.namespaces));
        expect(report.take(minor, judgement)).toEqual([]);
      }
  });

  test('answers as access reviews do for roles of every form', async () => {
    const who = [...HOLDERS.map(({ spec }) => spec), STRANGER, { kind: 'User', name: 'system:anonymous' }];
    const judgement = await judgeAgreement(client, matrix, questions(who, [...namespaces, 'default']));
    expect(report.take(minor, judgement)).toEqual([]);
  });

  test('leaks nothing from a tenant to another: members have there what strangers have', async () => {
    const leaks: string[] = [];
    let count = 0;
    for (const from of TENANTS)
      for (const to of TENANTS.filter((tenant) => tenant !== from)) {
        const strange = await reviewAll(client, questions([STRANGER], to.namespaces));
        for (const member of membersOf(from).filter(({ name }) => name !== SUPPORT)) {
          const all = questions([member], to.namespaces);
          const answers = await reviewAll(client, all);
          const beyond = all.filter((_, index) => answers[index] && !strange[index]);
          leaks.push(...beyond.map(({ request }) => `${member.name}: ${JSON.stringify(request)}`));
          count += all.length;
        }
      }
    expect(leaks).toEqual([]);
    report.take(minor, { findings: [], counts: { 'reviews across tenants': count, leaks: leaks.length } });
  });

  test('breaks no right: members have what their membership says', async () => {
    const all = TENANTS.flatMap(({ owners, editors, viewers, namespaces }) =>
      namespaces.flatMap((namespace) =>
        [
          ...[...owners, ...editors, ...viewers].flatMap(({ spec }) =>
            OWN.viewers.map((request) => [spec, request] as const),
          ),
          ...[...owners, ...editors].flatMap(({ spec }) =>
            OWN.editors.map((request) => [spec, request] as const),
          ),
          ...owners.flatMap(({ spec }) => OWN.owners.map((request) => [spec, request] as const)),
        ].map(([who, request]): Question => ({ who, request: { ...request, namespace } })),
      ),
    );
    const answers = await reviewAll(client, all);
    const broken = all.filter((_, index) => !answers[index]);
    expect(broken).toEqual([]);
    report.take(minor, {
      findings: [],
      counts: { 'rights of members': all.length, 'broken rights': broken.length },
    });
  });

  test('is found to be wrong where somebody binds what is not in the app', async () => {
    const strangers: BindingSubject = { kind: 'Group', name: 'judged-intruders' };
    const all = questions([strangers], ['judged-green', 'judged-red']);
    expect((await judgeAgreement(client, matrix, all)).findings).toEqual([]);
    await client.apply(INTRUSION);
    try {
      // The server may come to know of the binding in the middle of the questions.
      const broken = 'the server alone lets Group judged-intruders list v1/services  in judged-green';
      const findings = await client.until('the binding is known', async () => {
        const found = (await judgeAgreement(client, matrix, all, 0)).findings;
        return found.includes(broken) ? found : undefined;
      });
      expect(findings.every((finding) => finding.includes('in judged-green'))).toBe(true);
    } finally {
      await client.request('DELETE', await client.pathOf(INTRUSION));
    }
  });
});

describeEachVersion('the permission matrix of the reference platform', (client, minor) => {
  const matrix = platformMatrix(minor);
  const NAMESPACES = ['alpha', 'alpha-staging', 'beta', 'postgres-operator', 'default', 'kube-system'];
  const WHO: readonly BindingSubject[] = [
    ...['alpha-admins', 'alpha-developers', 'support', 'beta-admins'].map((name) => ({
      kind: 'Group',
      name,
    })),
    { kind: 'User', name: 'auditor@example.com' },
    { kind: 'ServiceAccount', namespace: 'alpha', name: 'default' },
    { kind: 'ServiceAccount', namespace: 'beta', name: 'wiki' },
    { kind: 'ServiceAccount', namespace: 'postgres-operator', name: 'postgres-operator' },
    { kind: 'ServiceAccount', namespace: 'kube-system', name: 'generic-garbage-collector' },
  ];

  beforeAll(() => apply(client, referencePlatform(minor)));

  test('answers as access reviews do', async () => {
    const judgement = await judgeAgreement(client, matrix, questions(WHO, NAMESPACES));
    expect(report.take(minor, judgement)).toEqual([]);
  });

  test('answers as real calls end', async () => {
    const findings: string[] = [];
    let calls = 0;
    for (const who of WHO) {
      const user = client.as(identityOf(who));
      for (const namespace of NAMESPACES.slice(0, 5)) {
        const made = [viewing, editing, owning, bounds, policies, bindings].flatMap((callsOf) =>
          callsOf(namespace),
        );
        const wrong = await Promise.all(
          made.map(async (call) => {
            const { status, body } = await make(user, call);
            const isForbidden = status === 403 && / cannot \w+ (resource|path) /.test(String(body.message));
            const may = matrix.may(who, attributesOf(call));
            return isForbidden === may
              ? [`${who.name} ${may ? 'may' : 'may not'} ${call.what}: ${status}`]
              : [];
          }),
        );
        findings.push(...wrong.flat());
        calls += made.length;
      }
    }
    expect(findings).toEqual([]);
    report.take(minor, { findings, counts: { 'real calls that end alike': calls } });
  });
});

/** Clusters of 1.28 have it where admission policies are switched on, as they are for these tests. */
const SWITCHED_ON = 'system:controller:validatingadmissionpolicy-status-controller';

describeEachVersion('what the permission matrix knows of every cluster', (client, minor) => {
  interface Listed {
    readonly items: readonly (Pick<Manifest, 'metadata'> & Readonly<Record<string, unknown>>)[];
  }
  const built = (kind: string) => builtInObjects(minor).filter((object) => object.kind === kind);
  const list = async (plural: string) =>
    (await client.request<Listed>('GET', `/apis/${RBAC}/v1/${plural}`)).body.items.filter(
      ({ metadata }) =>
        metadata.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults' &&
        !(minor === '1.28' && metadata.name === SWITCHED_ON),
    );
  const linesOf = (rules: unknown): readonly string[] =>
    [
      ...new Set(
        readRules(rules)
          .flatMap(partsOf)
          .map((part) => JSON.stringify({ ...part, resourceNames: part.resourceNames.toSorted() })),
      ),
    ].sort();

  test.each([
    ['clusterroles', 'ClusterRole'],
    ['roles', 'Role'],
  ])('are its %s, each with its rules', async (plural, kind) => {
    const known = new Map(built(kind).map((role) => [role.identity, role]));
    const items = await list(plural);
    const there = items.map(
      (item) => new RenderedObject(BUILT_IN, { ...item, kind, apiVersion: `${RBAC}/v1` }),
    );
    expect(there.map(({ identity }) => identity).sort()).toEqual([...known.keys()].sort());
    const own = there.filter(({ manifest }) => manifest.aggregationRule === undefined);
    for (const role of own)
      expect([role.identity, linesOf(role.manifest.rules)]).toEqual([
        role.identity,
        linesOf(known.get(role.identity)?.manifest.rules),
      ]);
    report.take(minor, { findings: [], counts: { [`built-in ${plural}`]: there.length } });
  });

  test('is whom they are bound to', async () => {
    const linesOfBinding = ({ metadata, ...binding }: Listed['items'][number]): readonly string[] =>
      ((binding.subjects ?? []) as readonly BindingSubject[]).map(({ kind, name, namespace }) =>
        [metadata.namespace, metadata.name, JSON.stringify(binding.roleRef), kind, namespace, name].join(' '),
      );
    const there = [...(await list('clusterrolebindings')), ...(await list('rolebindings'))].flatMap(
      linesOfBinding,
    );
    const known = [...built('ClusterRoleBinding'), ...built('RoleBinding')].flatMap(({ manifest }) =>
      linesOfBinding(manifest),
    );
    expect(known.sort()).toEqual(there.sort());
    report.take(minor, { findings: [], counts: { 'built-in bindings': known.length } });
  });

  test('is what the roles for users give, on every resource that the server has', async () => {
    const namespace = 'judged-built-in';
    const roles = ['view', 'edit', 'admin', 'cluster-admin'];
    const bindings = roles.map((name) => ({
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: `judged-${name}`, namespace },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
      subjects: [{ apiGroup: RBAC, kind: 'User', name: `${name}@built-in.example.com` }],
    }));
    await apply(client, [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...bindings,
    ]);
    const matrix = matrixOf(
      bindings.map((binding) => new RenderedObject('x', binding)),
      minor,
    );
    const served = await servedResources(client);
    const asked = (who: BindingSubject, { namespaced, ...resource }: ServedResource): readonly Question[] =>
      [...VERBS, 'impersonate', 'bind'].map((verb) => ({
        who,
        request: { verb, ...resource, ...(namespaced && { namespace }) },
      }));
    const all = bindings.flatMap(({ subjects }) =>
      served.flatMap((resource) => asked(subjects[0] as BindingSubject, resource)),
    );
    expect(served.length).toBeGreaterThan(80);
    expect(report.take(minor, await judgeAgreement(client, matrix, all))).toEqual([]);
    report.take(minor, { findings: [], counts: { 'resources of the server': served.length } });
  });
});
