import type { IConstruct } from 'constructs';
import { addAppCheck } from '../core/app-check';
import type { Check, Finding } from '../core/check';
import { fieldOf, itemsOf } from '../core/manifest-fields';
import type { RenderedObject } from '../core/rendered-object';
import { TENANT_LABEL } from '../tenancy/labels';
import { membersOfApp } from '../tenancy/permissions/members';
import { rulesOf } from '../tenancy/roles';
import { tenantMapOf } from '../tenancy/tenant-map';
import type { TenantFacts } from '../tenancy/tenants';
import { judgeApplication } from './application-check';
import { APP_PROJECT, APPLICATION } from './argo-resources';
import { PLATFORM_LABEL } from './platform-label';
import { groupsOf, ownerOf, type Tenants } from './project-owner';
import type { ResourceKind } from './resource-kind';
import { writableKinds } from './writable-kinds';

/**
 * A project by which a tenant delivers leads to that tenant's namespaces alone, by the tenant's accounts, and to kinds that
 * its members may write, whatever made it. What is delivered to a namespace of a tenant is of such a project, or of one of
 * the platform.
 *
 * Whose a project is, it says by the tenant label, by the groups in its roles, and by the namespaces that it takes
 * Applications from: whoever may write Applications there has all that the project permits. Where it says nothing, it is
 * the tenant's whose namespaces it leads to, unless it is labelled as the platform's.
 */
export function tenantProjectCheck(app: IConstruct): Check {
  return (objects) => {
    const map = tenantMapOf(objects, app);
    const projects = objects.ofKind(APP_PROJECT.group, APP_PROJECT.kind);
    const applications = objects.ofKind(APPLICATION.group, APPLICATION.kind);
    if (map.tenants.length === 0 || projects.length + applications.length === 0) return [];
    const all = { map, byGroup: groupsOf(membersOfApp(objects, app)) };
    return [
      ...projects.flatMap((project) => findings(project, all)),
      ...applications.flatMap((application) => judgeApplication(application, projects, all)),
    ];
  };
}

function findings(project: RenderedObject, tenants: Tenants): readonly Finding[] {
  const sources = itemsOf(fieldOf(project.manifest, 'spec', 'sourceNamespaces')).map(String);
  const pattern = sources.find((name) => !/^[a-z0-9-]+$/.test(name));
  if (pattern !== undefined) {
    return [
      {
        path: project.path,
        prop: 'spec.sourceNamespaces',
        problem: 'is a pattern, which other tenants may match: `acme*` is `acme-corp` as well',
        given: pattern,
        allowed: 'namespaces by name',
      },
    ];
  }
  const { tenants: owners, owner, isAssumed } = ownerOf(project, tenants);
  const label = project.manifest.metadata.labels?.[TENANT_LABEL];
  if (label !== undefined && (isAssumed || owners.length === 0)) return [unknown(project, label, tenants)];
  if (owners.length === 0) return [];
  const found = owner
    ? [...leaks(project, owner, sources), ...kinds(project, owner, sources)]
    : [shared(project, owners)];
  if (!isAssumed) return found;
  const fix = `use TenantProject; where administrators alone write its Applications and repositories, label it ${PLATFORM_LABEL}: "true"`;
  return found.map((finding) => ({ ...finding, fix }));
}

function unknown({ path }: RenderedObject, given: string, { map }: Tenants): Finding {
  return {
    path,
    prop: `metadata.labels.${TENANT_LABEL}`,
    problem: 'names no tenant of the app',
    given,
    allowed: map.tenants
      .map(({ name }) => name)
      .sort()
      .join(', '),
  };
}

function shared(project: RenderedObject, owners: readonly TenantFacts[]): Finding {
  return {
    path: project.path,
    problem: `serves several tenants (${owners.map(({ name }) => name).join(', ')}), each of which could deliver to all of them`,
    fix: 'give each tenant a project of its own: TenantProject',
  };
}

function leaks(project: RenderedObject, owner: TenantFacts, sources: readonly string[]): readonly Finding[] {
  const items = (field: string) => itemsOf(fieldOf(project.manifest, 'spec', field));
  const isOwn = (namespace: unknown) => owner.namespaces.some((own) => own === namespace);
  const accounts = items('destinationServiceAccounts').map((item) => ({
    item,
    namespace: fieldOf(item, 'namespace'),
    account: String(fieldOf(item, 'defaultServiceAccount') ?? ''),
  }));
  const finding = (prop: string, problem: string, given: unknown, allowed: string): Finding => ({
    path: project.path,
    prop: `spec.${prop}`,
    problem,
    given,
    allowed,
  });
  const out = (prop: string, namespaces: readonly unknown[]) =>
    namespaces
      .filter((namespace) => !isOwn(namespace))
      .map((given) =>
        finding(
          prop,
          `leads out of tenant ${owner.name}, whose project it is`,
          given,
          owner.namespaces.join(', '),
        ),
      );
  const patterns = (prop: string, texts: readonly unknown[], allowed: string) =>
    texts
      .filter(isPattern)
      .map((given) => finding(prop, `is a pattern in the project of tenant ${owner.name}`, given, allowed));
  const servers = (list: readonly unknown[]) =>
    list.flatMap((item) => [fieldOf(item, 'server'), fieldOf(item, 'name')]);
  return [
    ...out(
      'destinations',
      items('destinations').map((item) => fieldOf(item, 'namespace')),
    ),
    ...patterns('destinations', servers(items('destinations')), 'clusters by URL or name'),
    ...out('sourceNamespaces', sources),
    ...patterns('sourceRepos', items('sourceRepos'), 'repositories by URL'),
    ...out(
      'destinationServiceAccounts',
      accounts.map(({ namespace }) => namespace),
    ),
    ...patterns(
      'destinationServiceAccounts',
      servers(accounts.map(({ item }) => item)),
      'clusters by URL or name',
    ),
    // An account of no stated namespace is one of the namespace that is synced.
    ...accounts
      .filter(({ account }) => account.includes(':') && !isOwn(account.split(':')[0]))
      .map(({ account }) =>
        finding(
          'destinationServiceAccounts',
          `is no account of tenant ${owner.name}, whose project it is`,
          account,
          `accounts in ${owner.namespaces.join(', ')}`,
        ),
      ),
  ];
}

/** Whether Argo CD matches a text as a pattern; one that begins with `!` denies. */
function isPattern(text: unknown): boolean {
  return typeof text === 'string' && !text.startsWith('!') && /[*?[{]/.test(text);
}

function kinds(project: RenderedObject, owner: TenantFacts, sources: readonly string[]): readonly Finding[] {
  const { spec } = project.manifest;
  const beyond = kindsBeyond(spec, owner, sources.length > 0);
  const cluster = itemsOf(fieldOf(spec, 'clusterResourceWhitelist'));
  const finding = (prop: string, problem: string, given: unknown, fix: string): Finding => ({
    path: project.path,
    prop: `spec.${prop}`,
    problem,
    given,
    fix,
  });
  return [
    ...(beyond.length > 0
      ? [
          finding(
            'namespaceResourceWhitelist',
            `permits kinds that members of tenant ${owner.name} may not write`,
            beyond,
            'list the kinds that its members may write, as TenantProject does',
          ),
        ]
      : []),
    ...(cluster.length > 0
      ? [
          finding(
            'clusterResourceWhitelist',
            `permits tenant ${owner.name} cluster-scoped kinds`,
            cluster,
            'leave it out',
          ),
        ]
      : []),
  ];
}

/**
 * The kinds, or patterns of kinds, that a project permits beyond those that owners of the tenant may write. A list that is
 * not there permits every kind.
 */
function kindsBeyond(spec: unknown, owner: TenantFacts, hasApplications: boolean): readonly string[] {
  const { kinds: custom = [], isGuarded = false } = owner;
  const writable = new Set(
    [
      ...writableKinds(rulesOf('owner', custom, isGuarded), custom),
      ...(hasApplications ? [APPLICATION] : []),
    ].map(kindName),
  );
  const allowed = fieldOf(spec, 'namespaceResourceWhitelist');
  const denied = itemsOf(fieldOf(spec, 'namespaceResourceBlacklist')).map(resourceKind);
  const isDenied = ({ group, kind }: ResourceKind) =>
    denied.some((item) => [group, '*'].includes(item.group) && [kind, '*'].includes(item.kind));
  return (allowed === undefined ? [{ group: '*', kind: '*' }] : itemsOf(allowed).map(resourceKind))
    .filter((item) => !isDenied(item))
    .map(kindName)
    .filter((name) => !writable.has(name));
}

function resourceKind(item: unknown): ResourceKind {
  return { group: String(fieldOf(item, 'group') ?? ''), kind: String(fieldOf(item, 'kind') ?? '') };
}

function kindName({ group, kind }: ResourceKind): string {
  return `${group || 'v1'}/${kind}`;
}

addAppCheck(tenantProjectCheck);
