import { Chart } from 'cdk8s';
import {
  BUILTIN_KINDS,
  Cluster,
  CustomResourceDefinition,
  type Manifest,
  Namespace,
  Operator,
  OperatorScope,
  PlatformApp,
  PostgreSQL,
} from '../../../lib';
import { hasStatus } from '../../../lib/operator/permissions/status';
import { serviceAccount } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { apply } from './apply';
import { settled } from './judgement';
import { judgePowers } from './rbac/powers';
import { Report } from './report';

const RBAC = 'rbac.authorization.k8s.io/v1';
const NAMESPACE = 'judged-operands';
const OPERATOR = 'judged-grants';
/** What pods of a database do to elect their primary. */
const RULES = [
  { group: '', resource: 'configmaps', verbs: ['get', 'list', 'patch', 'watch'] },
  { group: '', resource: 'secrets', verbs: ['get'], resourceNames: ['own'] },
];
const API_RULES = RULES.map(({ group, resource, verbs, resourceNames }) => ({
  apiGroups: [group],
  resources: [resource],
  verbs,
  ...(resourceNames && { resourceNames }),
}));
/** Rules that are wider than what the operator holds, by one thing each. */
const WIDER: readonly (readonly [what: string, rule: object])[] = [
  ['another verb', { apiGroups: [''], resources: ['configmaps'], verbs: ['delete'] }],
  ['another object', { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['other'] }],
  ['every object', { apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
  ['another resource', { apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  ['a wildcard', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
];

function install(minor: string): readonly Manifest[] {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: minor, apiServer: { cidrs: ['10.0.0.1/32'] } }),
  });
  const chart = new Chart(app, 'chart');
  new CustomResourceDefinition(chart, 'kind', { kind: PostgreSQL.kind });
  new Namespace(chart, NAMESPACE);
  new Operator(chart, OPERATOR, {
    image: 'ghcr.io/acme/op:1.0.0',
    scope: OperatorScope.namespaces(NAMESPACE),
    controllers: [{ for: PostgreSQL, grants: { rules: RULES, reason: 'instances elect a primary' } }],
  });
  return app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

const roleOf = (name: string, rules: readonly object[], namespace = NAMESPACE): Manifest => ({
  apiVersion: RBAC,
  kind: 'Role',
  metadata: { name, namespace },
  rules,
});
const bindingOf = (name: string, roleRef: object, namespace = NAMESPACE): Manifest => ({
  apiVersion: RBAC,
  kind: 'RoleBinding',
  metadata: { name, namespace },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef },
  subjects: [{ kind: 'ServiceAccount', name: 'operand', namespace }],
});

const report = new Report('roles that an operator makes');

describeEachVersion('an operator that makes Roles for its operands', (client, minor) => {
  const operator = client.as(serviceAccount(OPERATOR, OPERATOR));
  const applied = async (manifest: Manifest): Promise<string> => {
    const { status, body } = await operator.apply(manifest);
    return status < 300 ? 'applied' : `${status} ${body.message}`;
  };

  beforeAll(() => apply(client, install(minor)));

  test('makes and binds those that give what it was declared to give', async () => {
    // Authorizers learn of roles a moment after these are written.
    const { findings } = await settled(5_000, async () => {
      const answers = [
        await applied(roleOf('operand', API_RULES)),
        await applied(bindingOf('operand', { kind: 'Role', name: 'operand' })),
      ];
      return { findings: answers.filter((answer) => answer !== 'applied') };
    });
    expect(findings).toEqual([]);
    report.take(minor, { findings, counts: { 'roles and bindings made': 2 } });
  });

  test.each(WIDER)('is kept from giving %s', async (_, rule) => {
    expect(await applied(roleOf('wider', [...API_RULES, rule]))).toMatch(
      /^403 .*attempting to grant RBAC permissions not currently held/,
    );
    report.take(minor, { findings: [], counts: { 'wider roles refused': 1 } });
  });

  test('is kept from binding a role that gives more, and from giving anything elsewhere', async () => {
    expect(await applied(bindingOf('wider', { kind: 'ClusterRole', name: 'edit' }))).toMatch(
      /^403 .*attempting to grant RBAC permissions not currently held/,
    );
    expect(await applied(roleOf('operand', API_RULES, 'default'))).toMatch(/^403 .* cannot patch resource/);
  });

  test('has neither escalate nor bind, nor what these would give', async () => {
    expect(report.take(minor, await judgePowers(operator, [NAMESPACE, OPERATOR]))).toEqual([]);
  });
});

interface Resources {
  readonly resources?: readonly { readonly name: string }[];
}

describeEachVersion('built-in kinds', (client, minor) => {
  test('are told by whether they have a status, as no server has one for those that are said to have none', async () => {
    const served = new Map<string, readonly string[]>();
    for (const { group, version } of BUILTIN_KINDS) {
      const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
      if (served.has(path)) continue;
      const { body } = await client.request<Resources>('GET', path);
      served.set(path, body.resources?.map(({ name }) => name) ?? []);
    }
    const all = [...served.entries()].flatMap(([path, names]) => names.map((name) => `${path}/${name}`));
    const pathOf = ({ group, version, plural }: (typeof BUILTIN_KINDS)[number]): string =>
      `${group === '' ? `/api/${version}` : `/apis/${group}/${version}`}/${plural}`;
    const known = BUILTIN_KINDS.filter((kind) => all.includes(pathOf(kind)));
    const wrong = known.filter((kind) => hasStatus(kind) !== all.includes(`${pathOf(kind)}/status`));
    // What has one in some of the versions is said to have one.
    const later = wrong.filter((kind) => !all.includes(`${pathOf(kind)}/status`)).map(({ plural }) => plural);
    expect(wrong.filter((kind) => all.includes(`${pathOf(kind)}/status`))).toEqual([]);
    expect(['csinodes', 'validatingadmissionpolicies'].filter((plural) => later.includes(plural))).toEqual(
      later,
    );
    report.take(minor, { findings: [], counts: { 'kinds told by their status': known.length } });
  });
});
