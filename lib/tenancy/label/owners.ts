import { append } from '../../core/append';
import type { Finding } from '../../core/check';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { RenderedObject } from '../../core/rendered-object';
import { TENANT_LABEL } from '../labels';
import { usesOf } from './uses';

const CLAIM = '/PersistentVolumeClaim';

/** Whose the objects of a namespace are, and who uses what is another's. */
export class Owners {
  /** Tenants by what they have: objects, and series of claims that a StatefulSet makes. */
  private readonly tenants = new Map<string, string[]>();
  /** Tenants that have single claims of a series. */
  private readonly claims = new Map<string, string[]>();

  constructor(objects: readonly RenderedObject[]) {
    for (const object of objects) {
      const { group, kind, name, manifest } = object;
      const tenant = manifest.metadata.labels?.[TENANT_LABEL];
      if (tenant === undefined) continue;
      append(this.tenants, `${group}/${kind} ${name}`, tenant);
      if (`${group}/${kind}` === CLAIM) append(this.claims, seriesOf(name), tenant);
      for (const series of claimSeriesOf(object)) append(this.tenants, `${CLAIM} ${series}`, tenant);
    }
  }

  /** What an object of a tenant uses that is another tenant's. What is not in the app, nobody knows the owner of. */
  judge(object: RenderedObject, tenant: string): readonly Finding[] {
    return [
      ...usesOf(object).flatMap(([prop, groupKind, name]) =>
        this.ownersOf(groupKind, name)
          .filter((owner) => owner !== tenant)
          .map((owner) => ({
            path: object.path,
            prop,
            problem: `is the ${groupKind.split('/')[1]} of tenant ${owner}`,
            given: name,
            allowed: `what belongs to ${tenant}`,
          })),
      ),
      ...claimSeriesOf(object).flatMap((series, index) => this.judgeSeries(object, tenant, series, index)),
    ];
  }

  private ownersOf(groupKind: string, name: unknown): readonly string[] {
    const made = groupKind === CLAIM && typeof name === 'string' ? [`${CLAIM} ${seriesOf(name)}`] : [];
    return unique([`${groupKind} ${name}`, ...made].flatMap((key) => this.tenants.get(key) ?? []));
  }

  /**
   * A StatefulSet takes claims that are there by their names, whoever made them, however many pods it has at first.
   * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage
   */
  private judgeSeries(
    { path }: RenderedObject,
    tenant: string,
    series: string,
    index: number,
  ): readonly Finding[] {
    const owners = [...(this.claims.get(series) ?? []), ...(this.tenants.get(`${CLAIM} ${series}`) ?? [])];
    return unique(owners)
      .filter((owner) => owner !== tenant)
      .map((owner) => ({
        path,
        prop: `spec.volumeClaimTemplates[${index}].metadata.name`,
        problem: `makes claims by names that those of tenant ${owner} have, which its pods would take`,
        given: series,
        allowed: `names of claims that no other tenant has`,
        fix: 'give the StatefulSet or the template another name',
      }));
  }
}

/** The series that a claim would be of by its name, were it made by a StatefulSet. */
function seriesOf(claim: string): string {
  return claim.replace(/-\d+$/, '-<ordinal>');
}

/** The names of the claims that a StatefulSet makes, in the order of its templates. */
function claimSeriesOf({ group, kind, name, manifest }: RenderedObject): readonly string[] {
  if (`${group}/${kind}` !== 'apps/StatefulSet') return [];
  return itemsOf(fieldOf(manifest, 'spec', 'volumeClaimTemplates')).map(
    (template) => `${fieldOf(template, 'metadata', 'name')}-${name}-<ordinal>`,
  );
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
