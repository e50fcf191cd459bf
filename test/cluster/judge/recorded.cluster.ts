import { serviceAccount } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { inTurn } from '../bed/turns';
import { readRecording } from '../recording/recorded-call';
import { apply } from './apply';
import { referencePlatform } from './apps';
import { judgeForbidden, judgeServed } from './rbac/calls';
import { type Held, heldBy } from './recorded/held';
import { lacksOf } from './recorded/lacks';
import { outsideOf } from './recorded/outside';
import { type Replay, replay } from './recorded/replay';
import { Report } from './report';

const ACCOUNT = { namespace: 'postgres-operator', name: 'postgres-operator' };
const { calls } = readRecording();

const report = new Report('calls of a recorded run of the operator');

describeEachVersion('what a run of the operator was recorded to call', (client, minor) => {
  const objects = referencePlatform(minor);
  const held = heldBy(objects, ACCOUNT);
  let replayed: Replay;

  inTurn(client, 'operator');

  beforeAll(async () => {
    await apply(client, objects);
    replayed = await replay(client, calls, ACCOUNT, held, lacksOf(held));
  });

  test('is allowed to its own account', () => {
    expect(report.take(minor, replayed.allowed)).toEqual([]);
  });

  test('fails without any single rule, verb or binding: none of them is idle', () => {
    expect(report.take(minor, replayed.needed)).toEqual([]);
  });

  test('is all that it is allowed: the calls just outside are refused', async () => {
    const outside = outsideOf(calls, ACCOUNT);
    expect(outside.length).toBeGreaterThanOrEqual(40);
    const operator = client.as(serviceAccount(ACCOUNT.namespace, ACCOUNT.name));
    const { findings, counts } = await judgeForbidden(operator, outside);
    const forbidden = { 'calls just outside refused': Number(counts['calls forbidden']) };
    expect(report.take(minor, { findings, counts: forbidden })).toEqual([]);
    expect((await judgeServed(client, outside)).findings).toEqual([]);
  });
});

/** What is held, and one rule more that nothing of the recording needs. */
function withIdleRule({ roles, bindings }: Held): Held {
  const idle = { apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['delete', 'get'] };
  const [first, ...others] = roles;
  if (!first) throw new Error('there is no role');
  return { roles: [{ ...first, rules: [...first.rules, idle] }, ...others], bindings };
}

describeEachVersion('the judgement of a recorded run', (client, minor) => {
  const objects = referencePlatform(minor);
  const held = heldBy(objects, ACCOUNT);
  // The quick ones: what the operator makes, and what it first found missing.
  const some = calls.filter(({ status }) => status === 201 || status === 404);

  inTurn(client, 'operator');
  beforeAll(() => apply(client, objects));

  test('finds a rule that is idle, and each verb of it', async () => {
    const wide = withIdleRule(held);
    const idle = lacksOf(wide).filter(({ what }) => what.includes('configmaps') || what.includes('"delete'));
    const { allowed, needed } = await replay(client, some, ACCOUNT, wide, idle);
    expect(allowed.findings).toEqual([]);
    const rule = 'delete, get configmaps, secrets';
    const verbs = ['delete configmaps', 'get configmaps', 'delete secrets'];
    expect(needed.findings).toEqual([
      `no recorded call fails without the rule "${rule}" of ClusterRole postgres-operator-cluster`,
      ...verbs.map(
        (verb) =>
          `no recorded call fails without the verb "${verb}" of ClusterRole postgres-operator-cluster`,
      ),
    ]);
  });

  test('finds calls that an account is not allowed', async () => {
    const nobody = { ...ACCOUNT, name: 'nobody' };
    const { allowed } = await replay(client, some, nobody, held, []);
    expect(allowed.findings).toContainEqual(
      expect.stringMatching('^POST /apis/authentication.k8s.io/v1/tokenreviews fails: 403 '),
    );
  });
});
