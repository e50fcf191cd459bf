import { describeEachVersion } from '../bed/clusters';
import { defaultAccount } from '../bed/default-account';
import { inTurn } from '../bed/turns';
import { apply } from './apply';
import { type Attack, judgeAttack, rail } from './attacks/attack';
import { attackedApp, IDENTITIES, RED } from './attacks/attacked';
import { create, pod } from './attacks/good';
import { ATTACKS } from './attacks/list';
import { policiesOf } from './guard-rails/bindings';
import { withGatewayApi } from './guard-rails/gateway-api';
import { Report } from './report';

const report = new Report('attacks on tenants');

describeEachVersion('attacks on the bounds of tenants', (client, minor) => {
  const objects = attackedApp(minor);

  inTurn(client, 'guard-rails');
  beforeAll(async () => {
    await apply(client, objects);
    await defaultAccount(client, RED);
  });
  afterAll(async () => {
    for (const object of policiesOf(objects)) await client.request('DELETE', await client.pathOf(object));
  });

  withGatewayApi(client);

  const attacks = ATTACKS.filter(
    ({ since = minor }) => Number(since.split('.')[1]) <= Number(minor.split('.')[1]),
  );

  test.each(attacks)('$as: to $what is refused, by what is there to refuse it', async (attack) => {
    expect(report.take(minor, await judgeAttack(client, IDENTITIES, attack))).toEqual([]);
  });

  test('are judged: one that passes is found, and so is one that another guard refuses', async () => {
    const harmless: Attack = {
      what: 'do as members do',
      as: 'editor',
      call: create(pod()),
      guard: rail('images'),
      control: create(pod({ hostNetwork: true })),
    };
    const { findings } = await judgeAttack(client, IDENTITIES, harmless, 0);
    expect(findings).toEqual([
      expect.stringContaining('do as members do, as editor: 201'),
      expect.stringContaining('violates PodSecurity'),
    ]);
  });
});
