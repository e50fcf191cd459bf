import type { ApiObject } from 'cdk8s';
import { itemsOf } from '../manifest-fields';
import type { Manifest } from '../rendered-object';
import type { RenderedSource } from './unit';

/**
 * What a construct renders, object by object: who applies a list applies its items, so that these are what checks have to
 * see. A list of one kind need not say of each item what it is.
 */
export function expanded(source: ApiObject, manifest: Manifest): readonly RenderedSource[] {
  const { apiVersion, kind, items } = manifest;
  if (!kind.endsWith('List') || !Array.isArray(items)) return [{ source, manifest }];
  const ofItems = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return itemsOf(items).flatMap((item) =>
    expanded(source, { ...ofItems, ...(item as Manifest), metadata: (item as Manifest).metadata ?? {} }),
  );
}
