import type { IConstruct } from 'constructs';
import { addAppCheck } from '../core/app-check';
import type { Check, Finding } from '../core/check';
import { fieldOf, itemsOf } from '../core/manifest-fields';
import type { RenderedObject } from '../core/rendered-object';
import { TENANT_LABEL } from '../tenancy/labels';
import { type TenantFacts, tenantsOf } from '../tenancy/tenants';
import { APP_PROJECT } from './argo-resources';

/** Kinds that bound a tenant, and so are no business of its repositories. */
const BOUNDS = ['ResourceQuota', 'LimitRange'];

/**
 * A project by which a tenant delivers leads to that tenant's namespaces alone, whatever made it. Whose a project is, it
 * says by the tenant label, or by the namespaces that it takes Applications from: whoever may write Applications there has
 * all that the project permits.
 */
export function tenantProjectCheck(app: IConstruct): Check {
  const tenants = tenantsOf(app);
  const known: Tenants = {
    byName: new Map(tenants.map((tenant) => [tenant.name, tenant])),
    byNamespace: new Map(tenants.flatMap((tenant) => tenant.namespaces.map((name) => [name, tenant]))),
  };
  return (objects) =>
    tenants.length === 0
      ? []
      : objects.ofKind(APP_PROJECT.group, APP_PROJECT.kind).flatMap((project) => findings(project, known));
}

/** The tenants of an app, by what a project says of one. */
interface Tenants {
  readonly byName: ReadonlyMap<string, TenantFacts>;
  readonly byNamespace: ReadonlyMap<string, TenantFacts>;
}

function findings(project: RenderedObject, { byName, byNamespace }: Tenants): readonly Finding[] {
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
  const label = project.manifest.metadata.labels?.[TENANT_LABEL];
  const labelled = label === undefined ? undefined : byName.get(label);
  const owners = new Set(
    [labelled, ...sources.map((name) => byNamespace.get(name))].filter((owner) => !!owner),
  );
  const [owner] = owners;
  if (owners.size > 1) return [shared(project, [...owners])];
  if (owner) return [...leaks(project, owner, sources), ...kinds(project, owner)];
  if (label === undefined) return [];
  return [
    {
      path: project.path,
      prop: `metadata.labels.${TENANT_LABEL}`,
      problem: 'names no tenant of the app',
      given: label,
      allowed: [...byName.keys()].sort().join(', '),
    },
  ];
}

function shared(project: RenderedObject, owners: readonly TenantFacts[]): Finding {
  return {
    path: project.path,
    problem: `serves several tenants (${owners.map(({ name }) => name).join(', ')}), each of which could deliver to all of them`,
    fix: 'give each tenant a project of its own: TenantProject',
  };
}

function leaks(project: RenderedObject, owner: TenantFacts, sources: readonly string[]): readonly Finding[] {
  const destinations = itemsOf(fieldOf(project.manifest, 'spec', 'destinations')).map((destination) =>
    fieldOf(destination, 'namespace'),
  );
  const targets = [
    ...destinations.map((namespace) => ({ prop: 'spec.destinations', namespace })),
    ...sources.map((namespace) => ({ prop: 'spec.sourceNamespaces', namespace })),
  ];
  return targets
    .filter(({ namespace }) => !owner.namespaces.some((own) => own === namespace))
    .map(({ prop, namespace }) => ({
      path: project.path,
      prop,
      problem: `leads out of tenant ${owner.name}, whose project it is`,
      given: namespace,
      allowed: owner.namespaces.join(', '),
    }));
}

function kinds(project: RenderedObject, owner: TenantFacts): readonly Finding[] {
  const { spec } = project.manifest;
  const bounds = BOUNDS.filter((kind) => permits(spec, kind));
  const cluster = itemsOf(fieldOf(spec, 'clusterResourceWhitelist'));
  const finding = (prop: string, problem: string, given: unknown, fix: string): Finding => ({
    path: project.path,
    prop: `spec.${prop}`,
    problem,
    given,
    fix,
  });
  return [
    ...(bounds.length > 0
      ? [
          finding(
            'namespaceResourceWhitelist',
            `permits what bounds tenant ${owner.name}`,
            bounds,
            'list the kinds that its members may write',
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

/** Both lists may have patterns: one that permits is taken for all that it could be, one that denies for `*` alone. */
function permits(spec: unknown, kind: string): boolean {
  const allowed = fieldOf(spec, 'namespaceResourceWhitelist');
  const denied = itemsOf(fieldOf(spec, 'namespaceResourceBlacklist'));
  const is = (item: unknown, field: string, value: string, wild: RegExp): boolean => {
    const stated = String(fieldOf(item, field) ?? '');
    return stated === value || wild.test(stated);
  };
  const listed = (list: readonly unknown[], wild: RegExp): boolean =>
    list.some((item) => is(item, 'group', '', wild) && is(item, 'kind', kind, wild));
  return (allowed === undefined || listed(itemsOf(allowed), /[*?[]/)) && !listed(denied, /^\*$/);
}

addAppCheck(tenantProjectCheck);
