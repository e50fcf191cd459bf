import { dangersOf } from '../../../lib/operator/permissions/danger';

const RBAC = 'rbac.authorization.k8s.io';
const CSR = 'certificatesigningrequests';

/** Verbs of a rule that take a reason, or are warned of. */
function dangerous(
  rule: string,
  { wide = false, names }: { wide?: boolean; names?: readonly string[] } = {},
): readonly string[] {
  const [verbs = '', resource = '', group = ''] = rule.split(' ');
  const grant = { group, resource, verbs: verbs.split(','), ...(names && { resourceNames: names }) };
  return dangersOf(grant, wide).map((danger) => `${danger.severity}: ${danger.verbs}`);
}

test.each([
  ['create secrets', 'create'],
  ['get,list,watch,create,patch secrets', 'create,patch'],
  ['update secrets', 'update'],
  [`escalate roles ${RBAC}`, 'escalate'],
  [`bind clusterroles ${RBAC}`, 'bind'],
  ['impersonate users', 'impersonate'],
  ['impersonate uids authentication.k8s.io', 'impersonate'],
  ['impersonate-on:user-info:list pods', 'impersonate-on:user-info:list'],
  ['impersonate:user-info users authentication.k8s.io', 'impersonate:user-info'],
  ['get * apps', 'get'],
  ['get pods *', 'get'],
  ['* pods', '*'],
  ['patch */scale apps', 'patch'],
  ['create pods/exec', 'create'],
  ['get pods/attach', 'get'],
  ['create pods/portforward', 'create'],
  ['get pods/proxy', 'get'],
  ['get services/proxy', 'get'],
  ['get,patch pods/ephemeralcontainers', 'patch'],
  ['get nodes/proxy', 'get'],
  ['create serviceaccounts/token', 'create'],
  ['get,create persistentvolumes', 'create'],
  ['get,patch namespaces', 'patch'],
  ['delete namespaces', 'delete'],
  [`update ${CSR}/approval certificates.k8s.io`, 'update'],
  ['approve signers certificates.k8s.io', 'approve'],
  ['sign signers certificates.k8s.io', 'sign'],
  [`patch roles ${RBAC}`, 'patch'],
  [`create clusterrolebindings ${RBAC}`, 'create'],
  ['patch mutatingwebhookconfigurations admissionregistration.k8s.io', 'patch'],
  ['create mutatingadmissionpolicies admissionregistration.k8s.io', 'create'],
  ['delete validatingwebhookconfigurations admissionregistration.k8s.io', 'delete'],
  ['update apiservices apiregistration.k8s.io', 'update'],
  ['patch customresourcedefinitions apiextensions.k8s.io', 'patch'],
])('%s takes a reason, wherever it is given', (rule, verbs) => {
  expect(dangerous(rule)).toEqual([`error: ${verbs}`]);
  expect(dangerous(rule, { wide: true })).toContain(`error: ${verbs}`);
});

test.each([
  'get,list,watch secrets',
  'get,list,watch,create,patch services',
  'create statefulsets apps',
  'create pods',
  'get,list,watch namespaces',
  'get,list,watch pods',
  'get nodes',
  `get,list,watch roles ${RBAC}`,
  `delete roles ${RBAC}`,
  'get,list,watch validatingwebhookconfigurations admissionregistration.k8s.io',
  'get pods/log',
  'create pods/eviction',
  'create tokenreviews authentication.k8s.io',
  'get,list persistentvolumes',
  `create ${CSR} certificates.k8s.io`,
])('%s is what it says, in namespaces', (rule) => {
  expect(dangerous(rule)).toEqual([]);
});

test('to read Secrets takes a reason in the whole cluster', () => {
  expect(dangerous('get,list,watch secrets', { wide: true })).toEqual(['error: get,list,watch']);
});

test('a Secret by name is what it says, and no other object is', () => {
  expect(dangerous('get,update secrets', { wide: true, names: ['own'] })).toEqual([]);
  expect(dangerous('get,update secrets', { wide: true, names: [] })).toEqual(['error: update', 'error: get']);
  expect(dangerous(`bind clusterroles ${RBAC}`, { names: ['view'] })).toEqual(['error: bind']);
});

test.each(['pods', 'jobs batch', 'cronjobs batch', 'deployments apps', 'statefulsets apps'])(
  'to make %s in the whole cluster is warned of',
  (resource) => {
    expect(dangerous(`get,create,patch ${resource}`, { wide: true })).toEqual(['warning: create,patch']);
  },
);
