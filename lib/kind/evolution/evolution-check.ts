import type { IConstruct } from 'constructs';
import type { Check, Finding } from '../../core/check';
import { at } from '../../core/errors';
import { type Acknowledgement, openOf, staleOf } from './acknowledgement';
import type { Change } from './change';
import { changesOf } from './changes-of';
import type { Release } from './release';

/**
 * No definition is released that would reject or damage what is stored, or break clients, unless somebody says why. It is
 * a check of the rendered object, not of the kind: what is applied counts, whichever escape hatch it went through.
 */
export function evolutionCheck(
  definition: IConstruct,
  release: Release,
  acknowledged: readonly Acknowledgement[],
): Check {
  const { path } = definition.node;
  return (objects) => {
    const next = objects
      .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
      .find((object) => object.path === path)?.manifest;
    const released = next && release.definitionOf(next);
    const changes = next && released ? at(definition, 'released', () => changesOf(released, next)) : [];
    const what = released
      ? `the definition of ${release.source}`
      : `any: ${release.source} has no such definition`;
    return [
      ...openOf(acknowledged, changes).map((change) => findingOf(path, change)),
      ...staleOf(acknowledged, changes).map(
        ({ field, change }): Finding => ({
          path,
          prop: 'acknowledged',
          problem: `names a change that is not made of ${what}`,
          given: { field, change },
          fix: 'remove it',
        }),
      ),
    ];
  };
}

function findingOf(path: string, { field, change, problem, consequence, remedy }: Change): Finding {
  return {
    path,
    prop: field,
    problem: `${problem}: ${consequence}`,
    fix: `${remedy}; or acknowledge { field: '${field}', change: '${change}', reason: '…' }`,
  };
}
