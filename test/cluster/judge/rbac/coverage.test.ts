import { cluster } from '../../../../apps/platform/cluster';
import { addPostgres } from '../../../../apps/platform/postgres';
import { PlatformApp } from '../../../../lib';
import { coverage } from './coverage';
import { DUTIES } from './operator-duties';

const { permissions } = addPostgres(new PlatformApp({ cluster }));

test('what is derived from the controllers of the operator is what their duties need, and nothing else', () => {
  expect(coverage(permissions, DUTIES)).toEqual([]);
});

test('a verb too few and a verb too many are told, each by its place', () => {
  const resources = permissions.resources.filter(({ resource }) => resource !== 'postgresqls/status');
  const cluster = [{ group: '', resource: 'nodes', verbs: ['get'], reason: 'is curious' }];
  expect(coverage({ ...permissions, resources, cluster }, DUTIES)).toEqual([
    'not granted: resources: patch database.example.com/postgresqls/status *',
    'not granted: cluster: create authentication.k8s.io/tokenreviews *',
    'not granted: cluster: create authorization.k8s.io/subjectaccessreviews *',
    'for no duty: cluster: get v1/nodes *',
  ]);
});
