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
      { from, problem: 'loses its scale subresource', remedy: 'keep subresources.scale' },
    );
  }
  if (!to) return;
  const changed = PATHS.filter((path) => from?.[path] !== undefined && from[path] !== to[path]);
  if (from && changed.length > 0) {
    yield breaks(place, 'scale-changed', 'what scales its objects reads and writes other fields', {
      from,
      to,
      problem: `has ${changed.join(', ')} of its scale subresource changed`,
      remedy: `keep ${changed.map((path) => from[path]).join(', ')}`,
    });
  }
  const gone = PATHS.filter((path) => isGone(to[path], released.schema, next.schema)).map((path) => to[path]);
  if (from && gone.length > 0) {
    yield breaks(place, 'scale-field-removed', 'what scales its objects fails', {
      problem: `has a scale subresource of ${gone.join(', ')}, which is removed`,
      remedy: `keep ${gone.join(', ')}`,
    });
  }
  const added = PATHS.filter((path) => from?.[path] !== to[path]);
  const refused = added.filter((path) => !isScalable(path, fieldAtPath(released.schema, to[path])));
  if (refused.length > 0) yield scaleRefused(next.name, to, refused);
}

type ScalePath = keyof ScalePaths;

const PATHS: readonly ScalePath[] = ['specReplicasPath', 'statusReplicasPath', 'labelSelectorPath'];

function isGone(path: string | undefined, released: AnySchema, next: AnySchema): boolean {
  return fieldAtPath(released, path) !== undefined && fieldAtPath(next, path) === undefined;
}

/** What a field may have been for a scale subresource to show it; one that there was not, nobody has. */
function isScalable(path: ScalePath, schema: AnySchema | undefined): boolean {
  if (!schema) return true;
  if (path === 'labelSelectorPath') return schema.type === 'string';
  return schema.type === 'integer' && schema.minimum !== undefined && schema.minimum >= 0;
}

/**
 * The API server checks what the scale subresource shows at every update, unchanged or not.
 * Source: ValidateScaleSpec in k8s.io/apiextensions-apiserver, pkg/registry/customresource/validator.go.
 */
function scaleRefused(version: string, to: ScalePaths, paths: readonly ScalePath[]): Change {
  const fields = paths.map((path) => to[path]).join(', ');
  return rejects(
    { field: version, ratchet: '' },
    'scale-field-refused',
    `a stored object in which ${fields} is not what a scale subresource takes (an integer that is not negative, and a text for selectors)`,
    {
      to,
      problem: `has a scale subresource of ${fields}, which it did not have`,
      remedy: `leave ${fields} out of subresources.scale`,
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
