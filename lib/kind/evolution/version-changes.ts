import { breaks, type Change, damages, rejects } from './change';
import type { AnySchema, Definition, DefinitionVersion, ScalePaths } from './definition';
import { fieldsOf } from './schema-view';

/** Versions that are gone, or that are no longer served. */
export function* versionChanges(released: Definition, next: Definition): Generator<Change> {
  for (const { name, served } of released.versions) {
    const after = next.versions.find((version) => version.name === name);
    if (!after && released.storedVersions.includes(name)) yield storedRemoved(name);
    else if (!after && served) {
      yield breaks({ field: name }, 'version-removed', 'a client that asks for the version finds nothing', {
        problem: 'is removed',
        remedy: 'keep the version, and say that it is deprecated',
      });
    } else if (after && served && !after.served) {
      yield breaks({ field: name }, 'version-unserved', 'a client that asks for the version finds nothing', {
        from: true,
        to: false,
        problem: 'is no longer served',
        remedy: 'keep serving it, and say that it is deprecated',
      });
    }
  }
}

function storedRemoved(version: string): Change {
  return {
    field: version,
    change: 'stored-version-removed',
    effect: 'rejects',
    problem: 'is removed while objects may be stored in it',
    consequence: 'the API server refuses the definition, since it could not read these objects any more',
    remedy:
      'keep the version, unserved where clients should not use it, until all objects are stored in another and status.storedVersions does not name it',
  };
}

/** Changes of what a version has beside its schema. Columns are for people: they may change. */
export function* subresourceChanges(released: DefinitionVersion, next: DefinitionVersion): Generator<Change> {
  const place = { field: next.name };
  if (released.hasStatus && !next.hasStatus) {
    yield breaks(
      place,
      'status-subresource-removed',
      'a controller that writes the status as a resource of its own finds none, and whoever replaces an object replaces its status',
      { problem: 'loses its status subresource', remedy: 'keep subresources.status' },
    );
  } else if (!released.hasStatus && next.hasStatus) {
    yield damages(
      place,
      'status-subresource-added',
      'a status that is written with the object is dropped without a word',
      {
        problem: 'gets a status subresource',
        remedy: 'let controllers write the status by the subresource first',
      },
    );
  }
  yield* scaleChanges(released, next);
  const gone = released.selectableFields.filter((path) => !next.selectableFields.includes(path));
  if (gone.length > 0) {
    yield breaks(place, 'selectable-field-removed', 'a client that selects objects by the field is refused', {
      from: released.selectableFields,
      to: next.selectableFields,
      problem: `can no longer be selected by ${gone.join(', ')}`,
      remedy: `keep ${gone.join(', ')} in selectableFields`,
    });
  }
}

function* scaleChanges(released: DefinitionVersion, next: DefinitionVersion): Generator<Change> {
  const place = { field: next.name };
  const [from, to] = [released.scale, next.scale];
  if (from && !to) {
    yield breaks(
      place,
      'scale-subresource-removed',
      'kubectl scale, autoscalers and disruption budgets of its objects fail',
      {
        from,
        problem: 'loses its scale subresource',
        remedy: 'keep subresources.scale',
      },
    );
  } else if (from && to) {
    const changed = PATHS.filter((path) => from[path] !== to[path]);
    if (changed.length > 0) {
      yield breaks(place, 'scale-changed', 'what scales its objects reads and writes other fields', {
        from,
        to,
        problem: `has ${changed.join(', ')} of its scale subresource changed`,
        remedy: `keep ${changed.map((path) => from[path] ?? `no ${path}`).join(', ')}`,
      });
    }
    const gone = PATHS.filter(
      (path) => fieldAtPath(released.schema, to[path]) && !fieldAtPath(next.schema, to[path]),
    );
    if (gone.length > 0) {
      yield breaks(place, 'scale-field-removed', 'what scales its objects fails', {
        problem: `has a scale subresource whose ${gone.join(', ')} shows no field any more`,
        remedy: `keep ${gone.map((path) => to[path]).join(', ')}`,
      });
    }
  } else if (to) yield* newScaleChanges(released.schema, to, next.name);
}

const PATHS = ['specReplicasPath', 'statusReplicasPath', 'labelSelectorPath'] as const;

/**
 * What the scale subresource shows must be numbers that are not negative, and text: the API server checks it at every
 * update, unchanged or not.
 * Source: ValidateScaleSpec in k8s.io/apiextensions-apiserver, pkg/registry/customresource/validator.go.
 */
function* newScaleChanges(released: AnySchema, to: ScalePaths, version: string): Generator<Change> {
  const wrong = PATHS.filter((path) => {
    const schema = fieldAtPath(released, to[path]);
    if (!schema) return false;
    if (path === 'labelSelectorPath') return schema.type !== 'string';
    return schema.type !== 'integer' || (schema.minimum ?? -1) < 0;
  });
  if (wrong.length === 0) return;
  const paths = wrong.map((path) => to[path]).join(', ');
  yield rejects(
    { field: version, ratchet: '' },
    'scale-subresource-added',
    `a stored object in which ${paths} is not what a scale subresource takes (an integer that is not negative, and a text for selectors)`,
    {
      to,
      problem: 'gets a scale subresource',
      remedy: 'leave out subresources.scale',
    },
  );
}

/** The schema of a field by its path, `.spec.replicas`; `undefined` where none is declared. */
function fieldAtPath(schema: AnySchema, path: string | undefined): AnySchema | undefined {
  if (path === undefined) return undefined;
  let part: AnySchema | undefined = schema;
  for (const name of path.split('.').filter((step) => step !== '')) part = part && fieldsOf(part).get(name);
  return part;
}
