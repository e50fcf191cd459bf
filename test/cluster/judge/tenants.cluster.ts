import type { Identity } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { inTurn } from '../bed/turns';
import { apply } from './apply';
import { referencePlatform } from './apps';
import { ownPrefix } from './guard-rails/bindings';
import { judgeAttempts } from './guard-rails/judge';
import { judgeAllowed, judgeForbidden, judgeServed } from './rbac/calls';
import { bindings, bounds, editing, owning, policies, railed, viewing } from './rbac/tenant-calls';
import { Report } from './report';

const report = new Report('permissions of tenants');

function memberOf(group: string): Identity {
  return { user: 'somebody@example.com', groups: [group, 'system:authenticated'] };
}

describeEachVersion('the members of a tenant', (client, minor) => {
  const own = ['alpha', 'alpha-staging'];
  const others = ['beta', 'postgres-operator', 'default'];
  const owner = client.as(memberOf('alpha-admins'));
  const editor = client.as(memberOf('alpha-developers'));
  const viewer = client.as(memberOf('support'));
  const all = [viewing, editing, owning];

  const allowed = async (who: typeof client, what: typeof all) => {
    const calls = own.flatMap((namespace) => what.flatMap((calls) => calls(namespace)));
    return report.take(minor, await judgeAllowed(who, calls));
  };
  const forbidden = async (who: typeof client, what: typeof all, where: readonly string[]) => {
    const calls = where.flatMap((namespace) => what.flatMap((calls) => calls(namespace)));
    return report.take(minor, await judgeForbidden(who, calls));
  };

  // Other files hold all tenants by guard rails for a time, and count against the quotas of the namespaces.
  inTurn(client, 'guard-rails');
  inTurn(client, 'operator');
  beforeAll(() => apply(client, referencePlatform(minor)));

  test('own all that lives in their namespaces, as owners', async () => {
    expect(await allowed(owner, all)).toEqual([]);
  });

  test('change workloads and delete no data, as editors', async () => {
    expect(await allowed(editor, [viewing, editing])).toEqual([]);
    expect(await forbidden(editor, [owning], own)).toEqual([]);
  });

  test('read all but secrets and change nothing, as viewers', async () => {
    expect(await allowed(viewer, [viewing])).toEqual([]);
    expect(await forbidden(viewer, [editing, owning], own)).toEqual([]);
  });

  test('change nothing that bounds them, whatever they are', async () => {
    for (const member of [owner, editor, viewer]) expect(await forbidden(member, [bounds], own)).toEqual([]);
    expect(await forbidden(viewer, [policies, bindings], own)).toEqual([]);
    expect(await forbidden(editor, [bindings], own)).toEqual([]);
  });

  test('write policies and, as owners, bindings of their own, held to the tenant by guard rails', async () => {
    const held = (who: typeof client, what: typeof all) =>
      own.flatMap((namespace) =>
        railed(
          who,
          what.flatMap((calls) => calls(namespace)),
        ),
      );
    const attempts = [...held(owner, [policies, bindings]), ...held(editor, [policies])];
    expect(report.take(minor, await judgeAttempts(attempts, { prefix: ownPrefix('platform') }))).toEqual([]);
  });

  test('are judged by calls that the server serves', async () => {
    const calls = [...all, bounds, policies, bindings].flatMap((calls) => calls('alpha'));
    expect((await judgeServed(client, calls)).findings).toEqual([]);
  });

  test('have nothing in the namespaces of others, whatever they are', async () => {
    for (const member of [owner, editor, viewer])
      expect(await forbidden(member, [...all, bounds, policies, bindings], others)).toEqual([]);
  });
});
