import type { IConstruct } from 'constructs';
import { addAppCheck } from '../core/app-check';
import type { Check, Finding } from '../core/check';
import { fieldOf } from '../core/manifest-fields';
import type { RenderedObject } from '../core/rendered-object';
import { HELM_RELEASE, KUSTOMIZATION } from '../installed/flux';
import { tenantsOf } from '../tenancy/tenants';

/** Where each kind of Flux that applies something refers to its source. */
const SOURCES: readonly (readonly string[])[] = [['sourceRef'], ['chartRef'], ['chart', 'spec', 'sourceRef']];

/**
 * What Flux applies from a namespace of a tenant it applies as an account of that namespace, from a source of that
 * namespace, whatever made the object. Without an account, Flux applies with its own rights, which are those of an
 * administrator, unless it was started with `--default-service-account`.
 */
export function fluxCheck(app: IConstruct): Check {
  const namespaces = tenantsOf(app).flatMap((tenant) => tenant.namespaces);
  return (objects) =>
    namespaces.flatMap((namespace) =>
      objects
        .inNamespace(namespace)
        .filter(({ group, kind }) =>
          [KUSTOMIZATION, HELM_RELEASE].some((known) => known.group === group && known.kind === kind),
        )
        .flatMap((object) => [...withoutAccount(object), ...elsewhere(object, namespace)]),
    );
}

function withoutAccount({ path, manifest }: RenderedObject): readonly Finding[] {
  const given = fieldOf(manifest.spec, 'serviceAccountName');
  if (typeof given === 'string' && given !== '') return [];
  return [
    {
      path,
      prop: 'spec.serviceAccountName',
      problem: 'is missing: Flux would apply what a tenant says with its own rights',
      given,
      allowed: 'an account of the namespace that has the rights of a member',
      fix: 'use FluxTenant, which brings one',
    },
  ];
}

function elsewhere({ path, kind, manifest }: RenderedObject, home: string): readonly Finding[] {
  const target = { field: 'targetNamespace', given: fieldOf(manifest.spec, 'targetNamespace') };
  const sources = SOURCES.map((source) => ({
    field: [...source, 'namespace'].join('.'),
    given: fieldOf(manifest.spec, ...source, 'namespace'),
  }));
  return [target, ...sources]
    .filter(({ given }) => given !== undefined && given !== home)
    .map(({ field, given }) => ({
      path,
      prop: `spec.${field}`,
      problem: `leads out of the namespace of the ${kind}, which is a tenant's`,
      given,
      allowed: home,
    }));
}

addAppCheck(fluxCheck);
