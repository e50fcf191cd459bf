import type { Permission } from '../../../lib/operator';
import { permissionTable } from '../../../lib/operator';
import { reasonLines } from '../../../lib/operator/permissions/explain';

const read: Permission = { group: 'apps', resource: 'deployments', verbs: ['get', 'list'], reason: 'looks' };
const named: Permission = {
  group: '',
  resource: 'secrets',
  resourceNames: ['a', 'b'],
  verbs: ['get'],
  reason: 'reads a | b',
};

test('the reasons of a role are a line each, sorted by resource, each once', () => {
  expect(reasonLines([named, read, read])).toBe(
    ['get list apps/deployments: looks', 'get v1/secrets a b: reads a | b'].join('\n'),
  );
});

test('the table tells of every permission where, what, which objects, how and why', () => {
  expect(permissionTable({ ownNamespace: [named], resources: [read], operands: [], cluster: [read] })).toBe(
    [
      '| Where | Resource | Names | Verbs | Reason |',
      '| --- | --- | --- | --- | --- |',
      '| its own namespace | `v1/secrets` | `a`, `b` | get | reads a \\| b |',
      '| its scope: resources | `apps/deployments` |  | get, list | looks |',
      '| the cluster | `apps/deployments` |  | get, list | looks |',
      '',
    ].join('\n'),
  );
});

test('neither depends on the order of permissions', () => {
  const none = { ownNamespace: [], resources: [], cluster: [] };
  expect(reasonLines([read, named])).toBe(reasonLines([named, read]));
  expect(permissionTable({ ...none, operands: [read, named] })).toBe(
    permissionTable({ ...none, operands: [named, read] }),
  );
});
