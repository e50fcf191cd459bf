import { inProp, PlatformError } from '../core/errors';
import type { OpenApiSchema } from './schema/open-api-schema';

/** Where an object says how many replicas it has. Paths are from the root of the object. */
export interface ScaleFields {
  /**
   * The number that is asked for, an integer under `.spec`.
   * @default '.spec.replicas'
   */
  readonly specReplicas?: string;
  /**
   * The number that there is, an integer under `.status`.
   * @default '.status.replicas'
   */
  readonly statusReplicas?: string;
  /**
   * The label selector of its pods as text, under `.spec` or `.status`: a HorizontalPodAutoscaler needs it.
   * @default - none; its objects can be scaled by hand alone
   */
  readonly selector?: string;
}

/** The subresource `scale` as a CustomResourceDefinition holds it. */
export interface ScaleDefinition {
  /** Path of the number that is asked for. */
  readonly specReplicasPath: string;
  /** Path of the number that there is. */
  readonly statusReplicasPath: string;
  /** Path of the label selector. */
  readonly labelSelectorPath?: string;
}

/** The first version of Kubernetes that takes selectable fields of custom kinds without a feature gate. */
export const SELECTABLE_FIELDS = '1.31';
/** Source: MaxSelectableFields in k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation/validation.go. */
const MOST_SELECTABLE = 8;

/**
 * The field at a path of names, such as `.spec.replicas`.
 * @throws PlatformError without a path, when there is none
 */
export function fieldAtPath(schema: OpenApiSchema, jsonPath: string): OpenApiSchema {
  if (!/^(\.\w+)+$/.test(jsonPath)) {
    throw new PlatformError({
      problem: 'is not a path of names of fields',
      given: jsonPath,
      allowed: 'names of fields from the root of the object, such as .spec.replicas',
    });
  }
  let part: OpenApiSchema = schema;
  for (const name of jsonPath.slice(1).split('.')) {
    const next = part.properties?.[name];
    if (!next) {
      throw new PlatformError({
        problem: `leads to a field that is not in the schema: "${name}"`,
        given: jsonPath,
        allowed: Object.keys(part.properties ?? {}).join(', ') || 'no fields',
      });
    }
    part = next;
  }
  return part;
}

/**
 * The subresource `scale` for fields of a schema.
 * @throws PlatformError without a path, for a path that leads elsewhere or to no number or text
 */
export function renderScale(schema: OpenApiSchema, fields: ScaleFields): ScaleDefinition {
  const {
    specReplicas = '.spec.replicas',
    statusReplicas = '.status.replicas',
    selector,
    ...others
  } = fields;
  const [unknown] = Object.keys(others);
  if (unknown) {
    throw new PlatformError({
      problem: 'is no part of a scale',
      given: unknown,
      allowed: 'specReplicas, statusReplicas, selector',
    });
  }
  inProp('specReplicas', () => checkField(schema, specReplicas, ['.spec.'], ['integer']));
  inProp('statusReplicas', () => checkField(schema, statusReplicas, ['.status.'], ['integer']));
  if (selector) inProp('selector', () => checkField(schema, selector, ['.spec.', '.status.'], ['string']));
  return {
    specReplicasPath: specReplicas,
    statusReplicasPath: statusReplicas,
    ...(selector && { labelSelectorPath: selector }),
  };
}

/**
 * Fields that clients can select by.
 *
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#crd-selectable-fields
 * @throws PlatformError without a path, for too many, one twice, or one that is no single value of spec or status
 */
export function checkSelectable(schema: OpenApiSchema, paths: readonly string[]): readonly string[] {
  if (paths.length > MOST_SELECTABLE || new Set(paths).size < paths.length) {
    throw new PlatformError({
      problem: 'are too many, or one is there twice',
      given: paths,
      allowed: `at most ${MOST_SELECTABLE}, each once`,
    });
  }
  for (const path of paths) {
    checkField(schema, path, ['.spec.', '.status.'], ['string', 'boolean', 'integer']);
  }
  return paths;
}

function checkField(
  schema: OpenApiSchema,
  jsonPath: string,
  under: readonly string[],
  types: readonly string[],
): void {
  const { type } = fieldAtPath(schema, jsonPath);
  if (under.some((start) => jsonPath.startsWith(start)) && type && types.includes(type)) return;
  throw new PlatformError({
    problem: 'does not lead to a field that serves this purpose',
    given: jsonPath,
    allowed: `a field of type ${types.join(' or ')} under ${under.map((start) => start.slice(0, -1)).join(' or ')}`,
  });
}
