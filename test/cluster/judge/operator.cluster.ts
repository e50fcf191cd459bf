import { serviceAccount } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { inTurn } from '../bed/turns';
import { rolesAs, without } from '../fixtures/roles';
import { apply } from './apply';
import { referencePlatform } from './apps';
import { judgeForbidden, judgeServed } from './rbac/calls';
import { judgeDuties } from './rbac/operator';
import { DUTIES } from './rbac/operator-duties';
import { OUTSIDE } from './rbac/operator-outside';
import { judgePowers } from './rbac/powers';
import { Report } from './report';

const SCOPE = ['alpha', 'alpha-staging', 'beta'];
const OPERATOR = 'postgres-operator';
const PLACES = { namespace: OPERATOR, scope: SCOPE };

const report = new Report('permissions of the operator');

describeEachVersion('the account of the operator', (client, minor) => {
  const account = serviceAccount(OPERATOR, OPERATOR);
  const operator = client.as(account);

  inTurn(client, 'operator');
  beforeAll(() => apply(client, referencePlatform(minor)));

  test('may make every call of its duties, in each namespace of its scope', async () => {
    expect(report.take(minor, await judgeDuties(client, account, DUTIES, PLACES))).toEqual([]);
  });

  test('may make none of the calls just outside of that', async () => {
    expect(report.take(minor, await judgeForbidden(operator, OUTSIDE))).toEqual([]);
    expect((await judgeServed(client, OUTSIDE)).findings).toEqual([]);
  });

  test('may neither act as others nor give what it does not have', async () => {
    const everywhere = [...SCOPE, OPERATOR, 'kube-system'];
    expect(report.take(minor, await judgePowers(operator, everywhere))).toEqual([]);
  });
});

describeEachVersion('the judgement of permissions', (client, minor) => {
  const objects = referencePlatform(minor);

  inTurn(client, 'operator');
  beforeAll(() => apply(client, objects));

  test('finds the rules that a role lacks', async () => {
    const lacking = without('poddisruptionbudgets', 'postgresqls/finalizers');
    await apply(client, rolesAs('narrow', OPERATOR, objects, lacking));
    const narrow = serviceAccount(OPERATOR, 'narrow');
    const { findings } = await judgeDuties(client, narrow, DUTIES, { ...PLACES, scope: ['alpha'] });
    const verbs = ['get', 'list', 'watch', 'create', 'patch'];
    for (const call of [
      ...verbs.map((verb) => `${verb} poddisruptionbudgets`),
      'update postgresqls/finalizers',
    ])
      expect(findings).toContainEqual(
        expect.stringMatching(`^${call} in alpha .* fails: 403 .* cannot ${call.split(' ')[0]} resource`),
      );
  });

  test('finds a call that no server serves', async () => {
    const mistyped = [{ what: 'GET /api/v1/secret', method: 'GET', path: '/api/v1/secret' }];
    expect((await judgeServed(client, mistyped)).findings).toEqual([
      expect.stringMatching('^GET /api/v1/secret is not served: 404'),
    ]);
  });

  test('finds a rule that a role has too many', async () => {
    const wide = rolesAs('wide', OPERATOR, objects, (rules) => [
      ...rules,
      { apiGroups: [''], resources: ['secrets'], verbs: ['list'] },
      { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] },
    ]);
    await apply(client, wide);
    const operator = client.as(serviceAccount(OPERATOR, 'wide'));
    await client.until('the authorizer knows the wide role', async () => {
      const { findings } = await judgePowers(operator, []);
      return findings.length > 0 || undefined;
    });
    expect((await judgePowers(operator, [])).findings).toEqual(['may impersonate users in the cluster']);
    const { findings } = await judgeForbidden(operator, OUTSIDE);
    expect(findings).toContainEqual(expect.stringMatching('^GET /api/v1/secrets is not forbidden: 200'));
  });
});
