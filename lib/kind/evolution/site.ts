import { fieldAt } from '../schema/open-api-schema';
import type { Change, Place } from './change';
import type { AnySchema } from './definition';

/** A place, and what decides there what becomes of a value that is null or missing. */
export interface Site extends Place {
  /** What it is of what is around it: a field of an object, an item of a list, a value of a map. */
  readonly of: 'field' | 'item' | 'value';
  /** What around it an update has to leave as it was, see {@link Change.ratchet}. */
  readonly around: string;
  readonly wasRequired: boolean;
  readonly isRequired: boolean;
}

/** The place of the object itself. */
export const ROOT: Site = {
  field: '',
  ratchet: '',
  around: '',
  of: 'field',
  wasRequired: true,
  isRequired: true,
};

/** A part of an object can be compared with what it was where its parent can. */
function ratchetOf(site: Site, field: string): string {
  return site.ratchet === site.field ? field : site.ratchet;
}

/** The place of a field of an object. */
export function fieldSite(site: Site, property: string, released: AnySchema, next: AnySchema): Site {
  const field = fieldAt(site.field, { property });
  return {
    field,
    ratchet: ratchetOf(site, field),
    around: site.ratchet,
    of: 'field',
    wasRequired: released.required?.includes(property) === true,
    isRequired: next.required?.includes(property) === true,
  };
}

/** The place of the values of a map. */
export function mapSite(site: Site): Site {
  const field = fieldAt(site.field, 'values');
  return {
    field,
    ratchet: ratchetOf(site, field),
    around: site.ratchet,
    of: 'value',
    wasRequired: false,
    isRequired: false,
  };
}

/** Items of a list without keys have no old value: the list is left as it was, or it is not. */
export function itemSite(site: Site, next: AnySchema): Site {
  const field = fieldAt(site.field, 'items');
  const ratchet = next['x-kubernetes-list-type'] === 'map' ? ratchetOf(site, field) : site.ratchet;
  return { field, ratchet, around: site.ratchet, of: 'item', wasRequired: true, isRequired: false };
}
