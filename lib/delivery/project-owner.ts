import { append } from '../core/append';
import { fieldOf, itemsOf } from '../core/manifest-fields';
import type { RenderedObject } from '../core/rendered-object';
import { TENANT_LABEL } from '../tenancy/labels';
import type { Member } from '../tenancy/permissions/members';
import type { TenantMap } from '../tenancy/tenant-map';
import type { TenantFacts } from '../tenancy/tenants';
import { PLATFORM_LABEL } from './platform-label';

/** The tenants of an app, by what a project says of one. */
export interface Tenants {
  readonly map: TenantMap;
  /** By the groups that are members, of one tenant or of several. */
  readonly byGroup: ReadonlyMap<string, readonly TenantFacts[]>;
}

/** Whose a project is. */
export interface ProjectOwner {
  /** Every tenant that may deliver by it; none of a project of the platform. */
  readonly tenants: readonly TenantFacts[];
  /** The tenant that whoever delivers by it is of, or the tenants as one; `undefined` where they have none in common. */
  readonly owner: TenantFacts | undefined;
  /** Whether nothing tells whose it is but where it leads. */
  readonly isAssumed: boolean;
}

/** The groups among members, with the tenants of each. */
export function groupsOf(members: readonly Member[]): ReadonlyMap<string, readonly TenantFacts[]> {
  const groups = new Map<string, TenantFacts[]>();
  for (const { key, sort, tenants: of } of members) {
    if (sort !== 'person' || !key.startsWith('Group ')) continue;
    for (const tenant of of) append(groups, key.slice('Group '.length), tenant);
  }
  return groups;
}

/**
 * Whose a project is. It says so by its label, by the namespaces that it takes Applications from, and by the groups in its
 * roles. One that says nothing is the tenant's whose namespaces it leads to, unless its label says that it is the platform's.
 */
export function ownerOf(project: RenderedObject, tenants: Tenants): ProjectOwner {
  const users = usersOf(project, tenants);
  if (users.length > 0) return { ...commonTo(users), isAssumed: false };
  if (isOfPlatform(project)) return { tenants: [], owner: undefined, isAssumed: false };
  return { ...commonTo(destinationsOf(project, tenants).map((tenant) => [tenant])), isAssumed: true };
}

/** Whether a project says that the platform alone delivers by it. */
export function isOfPlatform({ manifest }: RenderedObject): boolean {
  return manifest.metadata.labels?.[PLATFORM_LABEL] === 'true';
}

/** The tenants that each of those is of who deliver by a project. */
function usersOf(
  { manifest }: RenderedObject,
  { map, byGroup }: Tenants,
): readonly (readonly TenantFacts[])[] {
  const label = manifest.metadata.labels?.[TENANT_LABEL];
  const namespaces = itemsOf(fieldOf(manifest, 'spec', 'sourceNamespaces')).map(String);
  const groups = itemsOf(fieldOf(manifest, 'spec', 'roles')).flatMap((role) =>
    itemsOf(fieldOf(role, 'groups')).map(String),
  );
  const single = [
    label === undefined ? undefined : map.named(label),
    ...namespaces.map((name) => map.of(name)),
  ];
  return [
    ...single.flatMap((tenant) => (tenant ? [[tenant]] : [])),
    ...groups.flatMap((group) => {
      const of = byGroup.get(group);
      return of ? [of] : [];
    }),
  ];
}

/** The tenants whose namespaces a project leads to, by name or by a pattern. */
function destinationsOf({ manifest }: RenderedObject, { map }: Tenants): readonly TenantFacts[] {
  const patterns = itemsOf(fieldOf(manifest, 'spec', 'destinations')).map((item) =>
    patternOf(String(fieldOf(item, 'namespace') ?? '')),
  );
  return map.tenants.filter(({ namespaces }) =>
    namespaces.some((name) => patterns.some((pattern) => pattern.test(name))),
  );
}

/**
 * What Argo CD matches a pattern with, or more. One that begins with `!` denies, and so matches nothing here.
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#managing-projects
 */
function patternOf(glob: string): RegExp {
  const pattern = glob
    .replace(/\[[^\]]*\]/g, '?')
    .replace(/\{.*\}/g, '*')
    .replace(/[^a-z0-9?*-]/g, (character) => `\\${character}`);
  return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

function commonTo(users: readonly (readonly TenantFacts[])[]): Pick<ProjectOwner, 'tenants' | 'owner'> {
  const tenants = [...new Set(users.flat())];
  return { tenants, owner: asOne(tenants.filter((tenant) => users.every((of) => of.includes(tenant)))) };
}

/** Several tenants as one, for whoever is a member of all of them: with what each of them may. */
function asOne(tenants: readonly TenantFacts[]): TenantFacts | undefined {
  const [first, ...others] = tenants;
  if (!first || others.length === 0) return first;
  return {
    path: first.path,
    name: tenants.map(({ name }) => name).join(', '),
    namespaces: tenants.flatMap(({ namespaces }) => namespaces),
    permitted: [],
    kinds: first.kinds?.filter((kind) => others.every(({ kinds = [] }) => kinds.includes(kind))),
    isGuarded: tenants.every(({ isGuarded }) => isGuarded),
  };
}
