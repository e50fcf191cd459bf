import type { IConstruct } from 'constructs';
import { addAppCheck } from '../core/app-check';
import type { Check, Finding } from '../core/check';
import { fieldOf } from '../core/manifest-fields';
import type { RenderedObject } from '../core/rendered-object';
import { HELM_RELEASE, KUSTOMIZATION } from '../installed/flux';
import { type TenantMap, tenantMapOf } from '../tenancy/tenant-map';

/** Where each kind of Flux that applies something says in which namespace its source is. */
const SOURCES: readonly (readonly string[])[] = [
  ['sourceRef', 'namespace'],
  ['chartRef', 'namespace'],
  ['chart', 'spec', 'sourceRef', 'namespace'],
];
/** Where it says in which namespaces it writes: what it applies, and what a release remembers, its values among it. */
const TARGETS: readonly (readonly string[])[] = [['targetNamespace'], ['storageNamespace']];

/** A namespace that an object of Flux names, and where. */
interface Named {
  readonly prop: string;
  readonly given: string;
}

/**
 * What Flux applies from a namespace of a tenant it applies as an account of that namespace, from a source of that
 * namespace, whatever made the object. Without an account, Flux applies with its own rights, which are those of an
 * administrator, unless it was started with `--default-service-account`. From elsewhere, it reads no source of a tenant,
 * and writes to a tenant's namespace as an account that is stated.
 */
export function fluxCheck(app: IConstruct): Check {
  return (objects) => {
    const tenants = tenantMapOf(objects, app);
    return tenants.tenants.length === 0
      ? []
      : [KUSTOMIZATION, HELM_RELEASE]
          .flatMap(({ group, kind }) => objects.ofKind(group, kind))
          .flatMap((object) =>
            tenants.of(object.namespace ?? '') ? ofTenant(object) : ofPlatform(object, tenants),
          );
  };
}

function ofTenant(object: RenderedObject): readonly Finding[] {
  const { path, kind, manifest, namespace = '' } = object;
  const account: Finding = {
    path,
    prop: 'spec.serviceAccountName',
    problem: 'is missing: Flux would apply what a tenant says with its own rights',
    given: fieldOf(manifest.spec, 'serviceAccountName'),
    allowed: 'an account of the namespace that has the rights of a member',
    fix: 'use FluxTenant, which brings one',
  };
  return [
    ...(hasAccount(object) ? [] : [account]),
    ...[...named(object, TARGETS), ...named(object, SOURCES)]
      .filter(({ given }) => given !== namespace)
      .map(({ prop, given }) => ({
        path,
        prop,
        problem: `leads out of the namespace of the ${kind}, which is a tenant's`,
        given,
        allowed: namespace,
      })),
  ];
}

function ofPlatform(object: RenderedObject, tenants: TenantMap): readonly Finding[] {
  const { path, manifest, namespace } = object;
  const ofTenants = (paths: readonly (readonly string[])[]) =>
    named(object, paths).flatMap((place) => {
      const tenant = tenants.of(place.given);
      return tenant ? [{ ...place, tenant: tenant.name }] : [];
    });
  const sources = ofTenants(SOURCES).map(({ prop, given, tenant }) => ({
    path,
    prop,
    problem: `has what tenant ${tenant} says applied from namespace ${namespace}, as no account of that tenant`,
    given,
    allowed: "a namespace that is no tenant's",
    fix: 'use FluxTenant, which applies from the namespace of the source',
  }));
  // To whom a kubeconfig leads, and as whom, it says itself.
  if (fieldOf(manifest.spec, 'kubeConfig') !== undefined) return sources;
  const targets = ofTenants(TARGETS);
  const [first] = targets;
  const strays = targets
    .filter(({ tenant }) => tenant !== first?.tenant)
    .map(({ prop, given, tenant }) => ({
      path,
      prop,
      problem: `would tell tenant ${tenant} what is delivered to tenant ${first?.tenant}`,
      given,
      allowed: `namespaces of tenant ${first?.tenant}, or of no tenant`,
    }));
  if (!first || hasAccount(object)) return [...sources, ...strays];
  const account: Finding = {
    path,
    prop: 'spec.serviceAccountName',
    problem: `is missing: Flux would write to namespace ${first.given} of tenant ${first.tenant} with its own rights`,
    given: fieldOf(manifest.spec, 'serviceAccountName'),
    allowed: 'the account to deliver as: that of Flux itself for what the platform alone writes',
    fix: 'use FluxTenant for what the tenant writes',
  };
  return [...sources, ...strays, account];
}

function hasAccount({ manifest }: RenderedObject): boolean {
  const given = fieldOf(manifest.spec, 'serviceAccountName');
  return typeof given === 'string' && given !== '';
}

/** The namespaces that are stated at some of the fields. */
function named({ manifest }: RenderedObject, paths: readonly (readonly string[])[]): readonly Named[] {
  return paths.flatMap((path) => {
    const given = fieldOf(manifest.spec, ...path);
    return given === undefined ? [] : [{ prop: `spec.${path.join('.')}`, given: String(given) }];
  });
}

addAppCheck(fluxCheck);
