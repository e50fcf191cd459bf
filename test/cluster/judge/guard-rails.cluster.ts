import { Chart } from 'cdk8s';
import {
  AdmissionPolicy,
  CORDONED_LABEL,
  DELETION_PROTECTION_LABEL,
  LOCKED_LABEL,
  type Manifest,
  PlatformApp,
} from '../../../lib';
import { deployment, networkPolicy, object, podSpec } from '../../tenancy/guard-rails/objects';
import { deploymentOf, inRoom, podOf, ROOM, SHARED_TABLE } from '../../tenancy/guard-rails/shared-table';
import { TABLE } from '../../tenancy/guard-rails/table';
import { ANN, Group, guardedCluster, OPERATOR } from '../../tenancy/guard-rails/tenants';
import { serviceAccount } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { inTurn } from '../bed/turns';
import { judgeDrift } from './drift';
import {
  byRole,
  deleteHeld,
  EVEN,
  heldOf,
  namespaceOf,
  ODD,
  onCordoned,
  onDeleting,
  onLocked,
  onLockedWorkload,
  onNamespaces,
  onPod,
  onProtected,
  release,
} from './guard-rails/attacks';
import { policiesOf } from './guard-rails/bindings';
import { withGatewayApi } from './guard-rails/gateway-api';
import { type Attempt, creation, deletion, judgeAttempts, member, patch } from './guard-rails/judge';
import { largest } from './guard-rails/largest';
import { byMember, CROWD, CROWDED, inCrowd, onLabels, unseen } from './guard-rails/shared';
import { guardedObjects, UNBOUND_BY_ROLES, withGuardRails } from './guard-rails/world';
import { Report } from './report';
import { judgeSecondApply } from './second-apply';

const report = new Report('guard rails');

describeEachVersion('guard rails', (client, minor) => {
  // Roles stop none of these: what is refused is refused by a guard rail.
  const anybody = client.as(member(UNBOUND_BY_ROLES));
  const platform = client.as(member(Group.PLATFORM));
  const operator = client.as(serviceAccount(OPERATOR.namespace, OPERATOR.name));
  const judged = async (attempts: readonly Attempt[]) => report.take(minor, await judgeAttempts(attempts));
  /** The same, by somebody who is free. */
  const allowed = (attempts: readonly Attempt[]): readonly Attempt[] =>
    attempts.map(({ what, make }) => ({ what, make }));

  inTurn(client, 'guard-rails');
  withGuardRails(client, minor);
  withGatewayApi(client);

  const table = TABLE.filter(
    ({ since = minor }) => Number(since.split('.')[1]) <= Number(minor.split('.')[1]),
  );

  test('take and refuse what synth takes and refuses, by the same rule, in the same words', async () => {
    const attempts = table.map(({ rule, what, object, says }) => ({
      what: `${rule}: ${what}`,
      make: creation(anybody, object),
      ...(says !== undefined && { refusedBy: rule, says }),
    }));
    expect(await judged(attempts)).toEqual([]);
  });

  test('let the platform and, on networks and bindings, operators be', async () => {
    const bad = table.filter(({ says }) => says !== undefined);
    const make = (who: typeof client, rules: readonly string[]): readonly Attempt[] =>
      bad
        .filter(({ rule }) => rules.includes(rule))
        .map(({ rule, what, object }) => ({ what: `${rule}: ${what}`, make: creation(who, object) }));
    expect(
      await judged(make(platform, ['services', 'network-policies', 'endpoints', 'role-bindings'])),
    ).toEqual([]);
    expect(await judged(make(operator, ['network-policies', 'endpoints', 'role-bindings']))).toEqual([]);
    const images = make(operator, ['images']).map((attempt) => ({ ...attempt, refusedBy: 'images' }));
    expect(await judged(images)).toEqual([]);
  });

  test('hold members to their bounds in what their roles let them do', async () => {
    const [owner, editor] = [client.as(member(Group.OWNERS)), client.as(member(Group.EDITORS))];
    expect(await judged(byRole(owner, editor))).toEqual([]);
  });

  test('keep the objects of the platform as they are', async () => {
    const own = {
      ...networkPolicy({ policyTypes: ['Ingress'] }),
      metadata: { name: 'own', namespace: 'guarded' },
    };
    await client.apply(own);
    const locked = guardedObjects(minor).filter(
      ({ metadata }) => metadata.namespace === 'guarded' && metadata.labels?.[LOCKED_LABEL] !== undefined,
    );
    expect([...new Set(locked.map(({ kind }) => kind))].sort()).toEqual([
      'LimitRange',
      'NetworkPolicy',
      'ResourceQuota',
      'Role',
      'RoleBinding',
      'ServiceAccount',
    ]);
    expect(await judged(onLocked(anybody, locked, own))).toEqual([]);
    expect(await judged(allowed(onLocked(platform, locked, own)))).toEqual([]);
  });

  test('keep the labels and bounds of namespaces, however they are changed', async () => {
    expect(await judged(onNamespaces(anybody))).toEqual([]);
    expect(await judged(allowed(onNamespaces(platform)))).toEqual([]);
  });

  test('look at all namespaces, since a policy that selects them is escaped by dropping the label in the same update', async () => {
    const app = new PlatformApp({ cluster: guardedCluster(minor) });
    new AdmissionPolicy(new Chart(app, 'policies'), 'guarded-naive', {
      kinds: ['v1/Namespace'],
      namespaceSelector: { matchLabels: { 'guarded-naive': 'true' } },
      validations: [{ expression: 'false', message: 'nothing changes' }],
      judgedAtSynth: false,
    });
    const policies = app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
    const selected = namespaceOf('guarded-selected', { 'guarded-naive': 'true' });
    await client.apply(selected);
    for (const policy of policies) expect((await client.apply(policy)).status).toBe(201);
    const change = (labels: object) => patch(client, selected, { metadata: { labels } });
    const attempts = [
      { what: 'change a label', make: change({ team: 'a' }), refusedBy: 'guarded-naive' },
      {
        what: 'change a label and drop that which selects',
        make: change({ team: 'a', 'guarded-naive': null }),
      },
    ];
    expect((await judgeAttempts(attempts, { prefix: '' })).findings).toEqual([]);
    for (const policy of policies) await client.request('DELETE', await client.pathOf(policy));
  });

  test('hold what is changed in a pod that is there', async () => {
    const pod = object('v1', 'Pod', { spec: podSpec() }, { name: 'running' });
    await client.apply(pod);
    expect(await judged(onPod(anybody, pod))).toEqual([]);
  });

  test('let what is deleted finish, whatever it is, and change in nothing else', async () => {
    const standing = heldOf(ODD, { name: 'standing' });
    await platform.apply(standing);
    for (const each of [heldOf(ODD), heldOf(EVEN)]) await deleteHeld(platform, anybody, each);
    expect(await judged(onDeleting(anybody, standing))).toEqual([]);
    for (const each of [heldOf(ODD), heldOf(EVEN)]) {
      await release(anybody, each);
      expect((await client.get(each)).status).toBe(404);
    }
    await release(platform, standing);
  });

  test('see no label where a workload is scaled', async () => {
    const locked: Manifest = {
      ...deployment(podSpec()),
      metadata: { name: 'locked', namespace: 'guarded', labels: { [LOCKED_LABEL]: 'true' } },
    };
    await platform.apply(locked);
    expect(await judged(onLockedWorkload(anybody, locked))).toEqual([]);
    await platform.request('DELETE', await client.pathOf(locked));
  });

  test('freeze what is cordoned, all but deletions, and let operators work on', async () => {
    const namespace = 'guarded-staging';
    const running: Manifest = { ...deployment(podSpec()), metadata: { name: 'running', namespace } };
    await client.apply(running);
    const label = (value: string | null) =>
      client.request('PATCH', `/api/v1/namespaces/${namespace}`, {
        body: { metadata: { labels: { [CORDONED_LABEL]: value } } },
        contentType: 'application/merge-patch+json',
      });
    const held = heldOf(object('v1', 'ConfigMap', {}, { namespace }));
    await deleteHeld(platform, anybody, held);
    await label('true');
    expect(await judged(onCordoned(anybody, namespace, running, held))).toEqual([]);
    expect(await judged(allowed(onCordoned(operator, namespace, running, held)))).toEqual([]);
    await label(null);
    expect(await judged(allowed(onCordoned(anybody, namespace, running, held)))).toEqual([]);
    await release(anybody, held);
  });

  test('take and refuse what synth takes and finds in a namespace that tenants share', async () => {
    const attempts = SHARED_TABLE.map(({ what, object, says }) => ({
      what,
      make: creation(anybody, object),
      ...(says !== undefined && { refusedBy: 'shared-labels', says }),
    }));
    expect(await judged(attempts)).toEqual([]);
    const byOperator = SHARED_TABLE.map(({ what, object }) => ({ what, make: creation(operator, object) }));
    expect(await judged(byOperator)).toEqual([]);
  });

  test('keep the labels of what tenants have in a shared namespace, and members to their own', async () => {
    const [own, pod] = [deploymentOf('ann'), podOf('ann')];
    const [others, otherPod] = [deploymentOf('bob'), podOf('bob')];
    const nobodys = inRoom('v1', 'ConfigMap', {}, {}, 'nobodys');
    for (const each of [own, pod, others, otherPod, nobodys]) await client.apply(each);
    expect(await judged(onLabels(anybody, own, pod))).toEqual([]);
    const members = [
      client.as({ ...member(UNBOUND_BY_ROLES), user: ANN }),
      client.as({ ...member(UNBOUND_BY_ROLES), user: 'system:serviceaccount:guarded-ann:ci' }),
    ];
    for (const ann of members) {
      expect(await judged(byMember(ann, own, others, nobodys))).toEqual([]);
      expect(await judged(unseen(ann, others, otherPod))).toEqual([]);
    }
    const bob = client.as(member(UNBOUND_BY_ROLES, Group.BOB));
    const deleted = { refusedBy: 'shared-members', says: 'is none of your own: bob' };
    expect(
      await judged([
        { what: 'a member by group deletes an own object', make: deletion(bob, others) },
        { what: 'a member by group deletes that of another', make: deletion(bob, own), ...deleted },
      ]),
    ).toEqual([]);
    expect(await judged(allowed(byMember(operator, own, others, nobodys)))).toEqual([]);
  });

  test('judge a namespace that very many share, and never refuse anything for its cost', async () => {
    const room = guardedObjects(minor).find(
      ({ kind, metadata }) => kind === 'Namespace' && metadata.name === ROOM,
    ) as Manifest;
    const state = (annotations: object) =>
      client.request('PATCH', `/api/v1/namespaces/${ROOM}`, {
        body: { metadata: { annotations } },
        contentType: 'application/merge-patch+json',
      });
    expect((await state(CROWDED)).status).toBe(200);
    expect(await judged(inCrowd(client.as(member(UNBOUND_BY_ROLES, ...CROWD))))).toEqual([]);
    await state(room.metadata.annotations ?? {});
  });

  test('keep what is protected from deletion, by administrators too', async () => {
    const name = 'guarded-protected';
    await client.apply(namespaceOf(name, { [DELETION_PROTECTION_LABEL]: 'true' }));
    expect(await judged(onProtected(client, name))).toEqual([]);
    await client.apply(namespaceOf(name, {}));
    expect(await judged(allowed(onProtected(client, name)))).toEqual([]);
  });

  test('judge what is as large as anybody writes it, and never refuse it for its cost', async () => {
    expect(await judged(largest(anybody))).toEqual([]);
  });

  test('are judged by an eye that sees what ends otherwise than it should', async () => {
    const bad = deployment(podSpec({}, { image: 'evil/a:1' }));
    const wrong: readonly Attempt[] = [
      { what: 'something good', make: creation(anybody, deployment(podSpec())), refusedBy: 'images' },
      { what: 'something bad', make: creation(anybody, bad) },
      { what: 'something that another rule refuses', make: creation(anybody, bad), refusedBy: 'storage' },
      {
        what: 'something refused in other words',
        make: creation(anybody, bad),
        refusedBy: 'images',
        says: 'class',
      },
      { what: 'something that roles forbid', make: creation(client.as(member()), bad), refusedBy: 'images' },
    ];
    const { findings } = await judgeAttempts(wrong, { patience: 0 });
    expect(findings.map((finding) => finding.split(' is ')[0])).toEqual(wrong.map(({ what }) => what));
  });

  test('are stored as they are written, and a second apply changes nothing', async () => {
    const policies = policiesOf(guardedObjects(minor)).filter(
      ({ kind }) => kind === 'ValidatingAdmissionPolicy',
    );
    expect(policies).toHaveLength(16);
    expect((await judgeDrift(client, policies)).findings).toEqual([]);
    expect((await judgeSecondApply(client, policies)).findings).toEqual([]);
  });
});
