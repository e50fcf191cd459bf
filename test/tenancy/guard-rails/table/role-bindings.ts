import { roleBinding } from '../objects';
import { type Row, rows } from './row';

const STRANGER = 'is neither a member of the tenant nor a ServiceAccount of its namespaces';
const account = (namespace: string, name = 'app'): { kind: string; name: string; namespace: string } => ({
  kind: 'ServiceAccount',
  name,
  namespace,
});

/** Rows of the rule `role-bindings`. */
export const ROLE_BINDINGS: readonly Row[] = rows(
  'role-bindings',
  {
    'to a group of the tenant': roleBinding([{ kind: 'Group', name: 'guarded-editors' }]),
    'to a user with a comma in the name': roleBinding([{ kind: 'User', name: 'cn=ann,ou=shop' }]),
    'to accounts of the tenant': roleBinding([account('guarded'), account('guarded-staging')]),
    'to the account that is a member': roleBinding([account('builds', 'ci')]),
    'to nobody': roleBinding([]),
    'of a ClusterRole that the platform says': roleBinding([account('guarded')], {
      kind: 'ClusterRole',
      name: 'guarded-bindable',
    }),
  },
  {
    'of cluster-admin': [
      roleBinding([account('guarded')], { kind: 'ClusterRole', name: 'cluster-admin' }),
      'ClusterRole cluster-admin is none',
    ],
    'to everybody': [
      roleBinding([{ kind: 'Group', name: 'system:authenticated' }]),
      `Group system:authenticated ${STRANGER}`,
    ],
    'to all accounts': [roleBinding([{ kind: 'Group', name: 'system:serviceaccounts' }]), STRANGER],
    'to another user': [roleBinding([{ kind: 'User', name: 'mallory' }]), `User mallory ${STRANGER}`],
    'to a group of the name of a user': [roleBinding([{ kind: 'Group', name: 'cn=ann,ou=shop' }]), STRANGER],
    'to an account of another tenant': [roleBinding([account('guarded-other')]), STRANGER],
    'to another account beside that of a member': [roleBinding([account('builds', 'other')]), STRANGER],
    'to a good subject and a bad one': [
      roleBinding([account('guarded'), { kind: 'User', name: 'mallory' }]),
      STRANGER,
    ],
  },
);
