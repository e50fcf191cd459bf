import { type Check, type Finding, findingsOf } from '../../core/check';
import { fieldOf } from '../../core/manifest-fields';
import { containersOf } from '../../core/pod-template';
import type { RenderedObject } from '../../core/rendered-object';
import { Quantity, type QuantityLike } from '../../core/values/quantity';
import { claimsOf } from './claims';

/** An amount in a manifest: where it is, and what is there. */
type Amount = readonly [field: string, value: unknown];

/**
 * Every amount that counts against a quota is one. The other checks of a namespace pass over what they cannot read,
 * so that an object that no type has seen is told of here, once and by where it is wrong.
 */
export function quantityCheck(namespace: string): Check {
  return (objects) =>
    objects
      .inNamespace(namespace)
      .flatMap((object) =>
        [...resourcesOf(object), ...storageOf(object)].flatMap((amount) => judge(object, amount)),
      );
}

function resourcesOf(object: RenderedObject): readonly Amount[] {
  return (containersOf(object) ?? []).flatMap(({ field, container }) =>
    ['requests', 'limits'].flatMap((kind) =>
      Object.entries(fieldOf(container, 'resources', kind) ?? {}).map(
        ([name, value]): Amount => [`${field}.resources.${kind}.${name}`, value],
      ),
    ),
  );
}

function storageOf(object: RenderedObject): readonly Amount[] {
  return claimsOf(object)
    .filter(({ storage }) => storage !== undefined)
    .map(({ field, storage }): Amount => [field, storage]);
}

function judge({ path }: RenderedObject, [prop, value]: Amount): readonly Finding[] {
  return findingsOf({ path, prop }, () => Quantity.of(value as QuantityLike));
}
