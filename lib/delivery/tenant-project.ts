import { Construct } from 'constructs';
import { addCheck } from '../core/check';
import { at, fail, pathOf } from '../core/errors';
import { markClass } from '../core/mark';
import type { Grant } from '../core/policy-rules';
import { TENANT_LABEL } from '../tenancy/labels';
import { type Membership, rulesOf } from '../tenancy/roles';
import { SyncAccount, type SyncMembership } from '../tenancy/sync-account';
import type { Tenant } from '../tenancy/tenant';
import { AppProject } from './app-project';
import { APPLICATION, ARGO_CD_NAMESPACE } from './argo-resources';
import { type Destination, IN_CLUSTER } from './destination';
import type { ProjectPermission, ProjectRole } from './project-role';
import { writableKinds } from './writable-kinds';

/** Props of {@link TenantProject}. */
export interface TenantProjectProps {
  /** The tenant. */
  readonly tenant: Tenant;
  /** URLs of the repositories that the tenant delivers from, at least one; no patterns. */
  readonly sourceRepos: readonly string[];
  /**
   * Name of the project.
   * @default - the name of the tenant
   */
  readonly name?: string;
  /**
   * Namespace that Argo CD is installed in.
   * @default 'argocd'
   */
  readonly namespace?: string;
  /**
   * URL of the cluster that the tenant is in, as Argo CD knows it.
   * @default 'https://kubernetes.default.svc', the cluster that Argo CD runs in
   */
  readonly server?: string;
  /**
   * What the tenant's repositories may do in its namespaces: what editors may, or what owners may.
   * @default 'editor'
   */
  readonly syncAs?: SyncMembership;
  /**
   * Whether Argo CD impersonates (`application.sync.impersonation.enabled`), so that it syncs as accounts of the tenant.
   * Where it does not, it syncs with its own rights: synth warns, and members may not declare Applications.
   * @default true
   */
  readonly impersonation?: boolean;
  /**
   * Namespaces of the tenant in which its repositories may declare Applications of their own.
   * @default - none
   */
  readonly sourceNamespaces?: readonly string[];
  /**
   * Groups of the tenant's members, by the names that Argo CD's single sign-on gives them.
   * @default - the groups among the members of the tenant; Argo CD knows no users here
   */
  readonly groups?: Partial<Readonly<Record<Membership, readonly string[]>>>;
}

const VIEWER: readonly ProjectPermission[] = [
  { resource: 'applications', actions: ['get'] },
  { resource: 'logs', actions: ['get'] },
];
const EDITOR: readonly ProjectPermission[] = [...VIEWER, { resource: 'applications', actions: ['sync'] }];
/**
 * `override` is left out: it applies what is in no repository. So are `update/*` and `action/*`, by which Argo CD changes
 * live objects past the repository.
 */
const OWNER: readonly ProjectPermission[] = [
  ...EDITOR,
  { resource: 'applications', actions: ['delete', 'delete/*'] },
  { resource: 'exec', actions: ['create'] },
];
/**
 * By an Application one may have Argo CD label its namespace (`managedNamespaceMetadata`), as which the tenant's own account
 * is refused, and Argo CD is not.
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#namespace-metadata
 */
const DECLARE: readonly ProjectPermission[] = [{ resource: 'applications', actions: ['create', 'update'] }];

/** What an account needs that delivers Applications. */
const APPLICATIONS: Grant = {
  group: APPLICATION.group,
  resource: APPLICATION.plural,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
};

/**
 * What a tenant may deliver by Argo CD itself: a project with its repositories, its namespaces by name, the kinds that its
 * members may write, and its members. Cluster-scoped kinds, quotas, limits and whatever else members do not write are not
 * among them.
 *
 * Where Argo CD impersonates, each namespace is synced as the account `tenant-sync` in it, which has the rights of an
 * editor there and nowhere else. Otherwise Argo CD's own rights apply: the project limits kinds and namespaces, and
 * nothing limits what is in the objects, since guard rails let through whoever they are told is an administrator.
 *
 * Sources: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/,
 * https://argo-cd.readthedocs.io/en/latest/operator-manual/app-sync-using-impersonation/,
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/app-any-namespace/
 */
export class TenantProject extends Construct {
  static {
    markClass(TenantProject, 'TenantProject');
  }

  /** The project, as an `Application` takes it. */
  readonly project: AppProject;

  /** @throws PlatformError for an invalid prop, and for a namespace that is none of the tenant's */
  constructor(scope: Construct, id: string, props: TenantProjectProps) {
    super(scope, id);
    const { tenant, impersonation = true, sourceNamespaces = [], syncAs = 'editor' } = props;
    const { namespace = ARGO_CD_NAMESPACE, server = IN_CLUSTER, name = tenant.name } = props;
    this.checkNames(tenant, name, namespace);
    this.checkSourceNamespaces(tenant, sourceNamespaces, impersonation);
    const accounts = impersonation
      ? tenant.namespaceNames.map((home) => SyncAccount.of(tenant, home, syncAs))
      : [];
    for (const account of accounts)
      if (sourceNamespaces.includes(account.namespace)) account.permit(APPLICATIONS);
    this.project = new AppProject(this, 'AppProject', {
      name,
      namespace,
      description: `What tenant ${tenant.name} delivers.`,
      sourceRepos: props.sourceRepos,
      destinations: tenant.namespaceNames.map((home): Destination => ({ server, namespace: home })),
      namespaceResourceWhitelist: [
        ...writableKinds(rulesOf(syncAs, tenant.kinds, tenant.isGuarded), tenant.kinds),
        ...(sourceNamespaces.length > 0 ? [APPLICATION] : []),
      ],
      sourceNamespaces,
      serviceAccounts: accounts.map((account) => ({
        server,
        namespace: account.namespace,
        serviceAccount: account,
      })),
      roles: projectRoles(tenant, props.groups ?? {}, impersonation),
      labels: { [TENANT_LABEL]: tenant.name },
    });
    if (!impersonation) this.warnOfRights(tenant);
  }

  private checkNames(tenant: Tenant, name: string, namespace: string): void {
    if (name === 'default') {
      fail(this, 'name', {
        problem: 'is the project of all Applications that name none',
        given: name,
        allowed: 'any other name',
      });
    }
    if (tenant.namespaceNames.includes(namespace)) {
      fail(this, 'namespace', {
        problem: `is a namespace of tenant ${tenant.name}: whoever may write Applications there is an administrator of Argo CD`,
        given: namespace,
        allowed: 'the namespace of Argo CD, which no tenant has',
      });
    }
  }

  private checkSourceNamespaces(tenant: Tenant, names: readonly string[], impersonation: boolean): void {
    for (const name of names) at(this, 'sourceNamespaces', () => tenant.namespace(name));
    if (impersonation || names.length === 0) return;
    fail(this, 'sourceNamespaces', {
      problem:
        'needs impersonation: an Application may have Argo CD label its namespace, which no member may',
      given: names,
      allowed: 'none where `impersonation` is false',
    });
  }

  private warnOfRights(tenant: Tenant): void {
    addCheck(this, () => [
      {
        path: pathOf(this),
        prop: 'impersonation',
        problem: `is off, so what tenant ${tenant.name} has in its repositories is applied with the rights of Argo CD, past guard rails`,
        given: false,
        fix: "set `application.sync.impersonation.enabled: 'true'` in argocd-cm, and leave this out",
        severity: 'warning',
      },
    ]);
  }
}

/** The memberships that have groups, and what each may do. */
function projectRoles(
  tenant: Tenant,
  groups: Partial<Readonly<Record<Membership, readonly string[]>>>,
  impersonation: boolean,
): readonly ProjectRole[] {
  const permissions = {
    owner: [...OWNER, ...(impersonation ? DECLARE : [])],
    editor: EDITOR,
    viewer: VIEWER,
  };
  return (['owner', 'editor', 'viewer'] as const)
    .map((name) => ({ name, groups: groups[name] ?? groupsOf(tenant, name), permissions: permissions[name] }))
    .filter((role) => role.groups.length > 0);
}

function groupsOf(tenant: Tenant, membership: Membership): readonly string[] {
  return tenant.members[membership]
    .map(({ spec }) => spec)
    .flatMap(({ kind, name }) => (kind === 'Group' ? [name] : []));
}
