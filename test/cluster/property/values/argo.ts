import * as fc from 'fast-check';
import type {
  Destination,
  ProjectPermission,
  ProjectRole,
  ResourceKind,
  ServiceAccountName,
  SyncServiceAccount,
} from '../../../../lib';
import { dnsLabel, dnsSubdomain } from './names';
import { full, mostly, partial } from './records';
import { text } from './texts';

const segment = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,8}[A-Za-z0-9])?$/);
const segments = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

/** URLs of repositories, of every scheme. */
export const repoUrl: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'https://git.example.com/',
        'ssh://git@git.example.com:2222/',
        'oci://oci.example.com/',
        'http://10.0.0.1:3000/',
      ),
      segments,
    )
    .map((parts) => parts.join('')),
  segments.map((path) => `git@git.example.com:${path}.git`),
);

/** URLs of clusters. */
export const server = fc.constantFrom(
  'https://kubernetes.default.svc',
  'https://eu.example.com:6443',
  'https://10.0.0.1',
  'http://localhost:8080',
);

/** Branches, tags and commits, and any other text that is trimmed. */
export const revision = mostly(
  fc.oneof(fc.constantFrom('HEAD', 'refs/heads/main', 'v1.2.0', '0a1b2c3'), segments),
  text.filter((name) => name !== '' && name.trim() === name),
);

/** Paths in a repository, deep ones and the root among them. */
export const repoPath = mostly(
  segments,
  fc.oneof(
    fc.constantFrom('.', './dist/', 'a//b', Array.from({ length: 60 }, () => 'deep').join('/')),
    text.filter((path) => path !== '' && !/^\/|\\|(^|\/)\.\.(\/|$)/.test(path)),
  ),
);

/** Where an Application delivers to. */
export const destination: fc.Arbitrary<Destination> = fc
  .tuple(dnsLabel, partial<Pick<Required<Destination>, 'server'>>({ server }))
  .map(([namespace, rest]) => ({ namespace, ...rest }));

/** Kinds of objects. */
export const resourceKind: fc.Arbitrary<ResourceKind> = fc
  .tuple(mostly(dnsSubdomain, fc.constant(''), 2), fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,12}$/))
  .map(([group, kind]) => ({ group, kind }));

/** Accounts. */
export const accountName = full<ServiceAccountName>({ namespace: dnsLabel, name: dnsSubdomain });

/** Accounts that Argo CD syncs as. */
export const serviceAccount: fc.Arbitrary<SyncServiceAccount> = fc
  .tuple(destination, accountName)
  .map(([to, account]) => ({ ...to, serviceAccount: account }));

/** Groups, as single sign-on names them. */
export const group = mostly(
  fc.stringMatching(/^[a-z]{1,8}([-:/][a-z]{1,6})?$/),
  text.filter((name) => name !== '' && name.trim() === name && !/[",\n\r\t]/.test(name)),
);

const permission = full<ProjectPermission>({
  resource: fc.constantFrom('applications', 'logs', 'exec'),
  actions: fc.array(fc.constantFrom('get', 'sync', 'create', 'delete/*', 'action/apps/Deployment/restart'), {
    maxLength: 4,
  }),
});

/** Roles of a project. */
export const projectRole: fc.Arbitrary<ProjectRole> = full<ProjectRole>({
  name: fc.stringMatching(/^[A-Za-z0-9]([-_A-Za-z0-9]{0,6}[A-Za-z0-9])?$/),
  groups: fc.array(group, { maxLength: 3 }),
  permissions: fc.array(permission, { maxLength: 3 }),
});
