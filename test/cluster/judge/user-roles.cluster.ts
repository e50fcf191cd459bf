import { Cluster, type Kind, POSTGRES_KINDS, USER_ROLES, type UserRole } from '../../../lib';
import { describeEachVersion } from '../bed/clusters';
import {
  broken,
  brokenRoles,
  clusterWide,
  definitionsOf,
  hidden,
  plain,
  precious,
  restricted,
  userOf,
  users,
} from '../fixtures/user-roles';
import { apply, judgeApply } from './apply';
import { judgeAllowed, judgeForbidden, judgeServed } from './rbac/calls';
import { call, patch, post } from './rbac/requests';
import { aggregated, judgeVerbs } from './rbac/users';
import { Report } from './report';

const NAMESPACE = 'judged-users';
const READ = ['get', 'list', 'watch'];
const CHANGE = ['patch', 'update'];
const SCALE = ['get', ...CHANGE];

type Verbs = Readonly<Record<UserRole, Readonly<Record<string, readonly string[]>>>>;

const NONE: Verbs = { view: {}, edit: {}, admin: {} };

/** What users of a namespace may do, said here once more by hand. */
const EXPECTED: readonly (readonly [what: string, kind: Kind, verbs: Verbs])[] = [
  [
    'a kind of which nothing is said',
    plain,
    {
      view: { '': READ },
      edit: { '': [...READ, ...CHANGE, 'create', 'delete'], scale: SCALE },
      admin: { '': [...READ, ...CHANGE, 'create', 'delete'], scale: SCALE },
    },
  ],
  [
    'a kind that holds data',
    precious,
    {
      view: { '': READ },
      edit: { '': [...READ, ...CHANGE, 'create'], scale: SCALE },
      admin: { '': [...READ, ...CHANGE, 'create', 'delete'], scale: SCALE },
    },
  ],
  [
    'a kind that admins alone create and nobody changes',
    restricted,
    { view: { '': READ }, edit: { '': READ }, admin: { '': [...READ, 'create'] } },
  ],
  ['a kind that is not for users', hidden, NONE],
  ['a kind without a namespace', clusterWide, NONE],
];

const report = new Report('permissions of users');

describeEachVersion('whoever has the role view, edit or admin in a namespace', (client, minor) => {
  const cluster = new Cluster({ kubernetes: minor });
  const kinds = [...EXPECTED.map(([, kind]) => kind), ...POSTGRES_KINDS];
  const definitions = definitionsOf(cluster, kinds);
  const path = (kind: Kind): string =>
    `/apis/${kind.resource.group}/v1/namespaces/${NAMESPACE}/${kind.resource.plural}`;

  beforeAll(async () => {
    await apply(client, [...definitions, ...users]);
    await aggregated(client, definitions);
  });

  test.each(EXPECTED)('may do with %s what the kind says, and nothing else', async (_, kind, verbs) => {
    for (const role of USER_ROLES) {
      const judgement = await judgeVerbs(
        client.as(userOf(role)),
        role,
        kind.resource,
        NAMESPACE,
        verbs[role],
      );
      expect(report.take(minor, judgement)).toEqual([]);
    }
  });

  test('has the same of the PostgreSQL kinds, whose data editors do not delete', async () => {
    for (const kind of POSTGRES_KINDS) {
      const write = [...READ, ...CHANGE, 'create'];
      const all = [...write, 'delete'];
      const verbs = { view: READ, edit: kind.holdsData ? write : all, admin: all };
      for (const role of USER_ROLES) {
        const judgement = await judgeVerbs(client.as(userOf(role)), role, kind.resource, NAMESPACE, {
          '': verbs[role],
        });
        expect(report.take(minor, judgement)).toEqual([]);
      }
    }
  });

  test('has nothing of them in another namespace', async () => {
    for (const role of USER_ROLES) {
      const judgement = await judgeVerbs(client.as(userOf(role)), role, plain.resource, 'default', {});
      expect(report.take(minor, judgement)).toEqual([]);
    }
  });

  test('makes calls that succeed, or are forbidden, accordingly', async () => {
    const absent = { accepts: [404] };
    const object = { apiVersion: 'users.example.com/v1', metadata: { name: 'judged' }, spec: {} };
    const treasure = post(path(precious), { ...object, kind: precious.resource.kind });
    const edict = post(path(restricted), { ...object, kind: restricted.resource.kind });
    // A status that may be written could say of an object what is not so.
    const statuses = [plain, precious, restricted].map((kind) => patch(`${path(kind)}/absent/status`));
    const deletion = call('DELETE', `${path(precious)}/absent`, absent);
    const collection = call('DELETE', path(precious));
    const scaling = { ...patch(`${path(precious)}/absent/scale`), ...absent };
    const reading = call('GET', path(precious));
    // Who applies an object that is not there creates it.
    const applying = call('PATCH', `${path(restricted)}/judged`, {
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: 'judged' },
      body: { ...object, kind: restricted.resource.kind },
    });
    const everything = [treasure, edict, ...statuses, deletion, collection, scaling, reading, applying];
    const allowed: Readonly<Record<UserRole, typeof everything>> = {
      view: [reading],
      edit: [reading, treasure, scaling],
      admin: [reading, treasure, scaling, edict, deletion],
    };
    expect((await judgeServed(client, everything)).findings).toEqual([]);
    for (const role of USER_ROLES) {
      const user = client.as(userOf(role));
      const others = everything.filter((call) => !allowed[role].includes(call));
      expect(report.take(minor, await judgeAllowed(user, allowed[role]))).toEqual([]);
      expect(report.take(minor, await judgeForbidden(user, others))).toEqual([]);
    }
  });
});

describeEachVersion('the judgement of users', (client, minor) => {
  test('finds a role that lets editors write the status, and one that keeps admins from deleting', async () => {
    const definitions = brokenRoles(definitionsOf(new Cluster({ kubernetes: minor }), [broken]));
    expect((await judgeApply(client, [...definitions, ...users])).findings).toEqual([]);
    await aggregated(client, definitions);
    const write = [...READ, ...CHANGE, 'create'];
    const found = [];
    for (const [role, verbs] of [
      ['edit', write],
      ['admin', [...write, 'delete']],
    ] as const) {
      const user = client.as(userOf(role));
      const { findings } = await judgeVerbs(user, role, broken.resource, NAMESPACE, { '': verbs });
      found.push(...findings);
    }
    const status = (role: UserRole) =>
      [...write, 'list'].map((verb) => `${role} may ${verb} leaks/status in ${NAMESPACE}`);
    expect(new Set(found)).toEqual(
      new Set([...status('edit'), `admin may not delete leaks in ${NAMESPACE}`, ...status('admin')]),
    );
  });
});
