import { POSTGRES_KINDS, userGrants } from '../../lib';
import { type Membership, rulesOf } from '../../lib/tenancy/roles';

/** What a membership may do, as `group resource verb`. */
function grants(membership: Membership, isGuarded = false): ReadonlySet<string> {
  return new Set(
    rulesOf(membership, POSTGRES_KINDS, isGuarded).flatMap(({ apiGroups = [], resources = [], verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${group} ${resource} ${verb}`)),
      ),
    ),
  );
}

const viewer = grants('viewer');
const editor = grants('editor');
const owner = grants('owner');
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

test('each membership contains the one below it, and is more', () => {
  for (const grant of viewer) expect(editor).toContain(grant);
  for (const grant of editor) expect(owner).toContain(grant);
  expect(viewer.size).toBeLessThan(editor.size);
  expect(editor.size).toBeLessThan(owner.size);
});

test('viewers change nothing and read no Secret', () => {
  for (const grant of viewer) expect(grant).toMatch(/ (get|list|watch)$/);
  expect([...viewer].filter((grant) => grant.includes('secrets'))).toEqual([]);
});

test.each([
  ' resourcequotas',
  ' limitranges',
  ' namespaces',
  ' endpoints',
  'discovery.k8s.io endpointslices',
  'networking.k8s.io networkpolicies',
  'rbac.authorization.k8s.io roles',
  'rbac.authorization.k8s.io rolebindings',
])('nobody in a tenant changes %s, which hold its bounds', (resource) => {
  for (const verb of WRITES) expect(owner).not.toContain(`${resource} ${verb}`);
});

test('no rule has a wildcard, nor a verb that leads to more rights', () => {
  for (const grant of owner) {
    expect(grant).not.toMatch(/\*/);
    expect(grant).not.toMatch(/ (escalate|bind|impersonate)$/);
  }
  expect(owner).not.toContain(' serviceaccounts/token create');
});

test.each(['deployments/scale', 'statefulsets/scale'])(
  'editors read and change %s, which is never created nor deleted',
  (resource) => {
    const verbs = [...editor].filter((grant) => grant.startsWith(`apps ${resource} `));
    expect(verbs.map((grant) => grant.split(' ')[2])).toEqual(['get', 'patch', 'update']);
  },
);

test('members use the kinds of the platform, and never write a status', () => {
  for (const { resource } of POSTGRES_KINDS) {
    expect(viewer).toContain(`${resource.group} ${resource.plural} get`);
    expect(editor).toContain(`${resource.group} ${resource.plural} create`);
    expect(owner).toContain(`${resource.group} ${resource.plural} delete`);
  }
  for (const grant of owner) if (grant.includes('/status')) expect(grant).toMatch(/ (get|list|watch)$/);
});

test.each([
  ['viewer', 'view', viewer],
  ['editor', 'edit', editor],
  ['owner', 'admin', owner],
] as const)(
  'to be %s of a tenant is to have the role %s on the kinds of the platform',
  (_, role, granted) => {
    const expected = POSTGRES_KINDS.flatMap((kind) => userGrants(kind, role)).flatMap(
      ({ group, resource, verbs }) => verbs.map((verb) => `${group} ${resource} ${verb}`),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect([...granted].filter((grant) => grant.startsWith('database.example.com ')).sort()).toEqual(
      expected.sort(),
    );
  },
);

test('members read their own Namespace and no other, and change none', () => {
  const namespaces = [...owner].filter((grant) => grant.startsWith(' namespaces '));
  expect(namespaces).toEqual([' namespaces get']);
  expect(viewer).toContain(' namespaces get');
});

test('owners get into pods, editors reach their ports alone, and nobody goes through the API server to them', () => {
  for (const resource of ['pods/exec', 'pods/attach']) {
    expect(owner).toContain(` ${resource} create`);
    expect(owner).toContain(` ${resource} get`);
    expect(editor).not.toContain(` ${resource} create`);
  }
  expect(owner).toContain(' pods/ephemeralcontainers patch');
  expect(editor).toContain(' pods/portforward create');
  expect(editor).toContain(' pods/portforward get');
  for (const grant of owner) expect(grant).not.toMatch(/(pods|services)\/proxy/);
});

test('to delete what holds data is for owners', () => {
  expect(editor).not.toContain('database.example.com postgresqls delete');
  expect(editor).toContain('database.example.com postgresqlrestores delete');
  expect(editor).not.toContain(' persistentvolumeclaims delete');
  expect(owner).toContain(' persistentvolumeclaims delete');
});
