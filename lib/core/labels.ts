import { PlatformError } from './errors';
import { nameProblem } from './names';

/** Labels or annotations of an object. */
export type StringMap = Readonly<Record<string, string>>;

/** Value of `app.kubernetes.io/managed-by` on every object that this library emits. */
export const MANAGED_BY = 'cdk8s-platform';

/**
 * Label of the platform's own objects in the namespaces of others. Where guard rails are in force, nobody but the platform
 * changes what has it, deletes it, or gives it to anything.
 */
export const LOCKED_LABEL = 'cdk8s-platform/locked';

/** The recommended labels of an application. */
export interface AppLabels {
  /** What the application is: `postgresql`, `shop`. */
  readonly name: string;
  /**
   * Which one of them this is.
   * @default - the same as `name`
   */
  readonly instance?: string;
  /**
   * Its part in the architecture: `database`, `operator`.
   * @default - no label
   */
  readonly component?: string;
  /**
   * The larger thing it belongs to.
   * @default - no label
   */
  readonly partOf?: string;
}

/**
 * The labels by which Services, policies and budgets select the pods of an application. They are part of a
 * Deployment's immutable selector, so nothing else, such as a version or a path, may ever join them.
 *
 * The component is among them: a web service and a database of one name, in one namespace, would otherwise select
 * each other's pods.
 */
export function selectorLabels(app: AppLabels): StringMap {
  return {
    'app.kubernetes.io/name': checkLabelValue(app.name),
    'app.kubernetes.io/instance': checkLabelValue(app.instance ?? app.name),
    ...(app.component && { 'app.kubernetes.io/component': checkLabelValue(app.component) }),
  };
}

/**
 * All recommended labels of an application.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function appLabels(app: AppLabels): StringMap {
  return {
    ...selectorLabels(app),
    ...(app.partOf && { 'app.kubernetes.io/part-of': checkLabelValue(app.partOf) }),
    'app.kubernetes.io/managed-by': MANAGED_BY,
  };
}

/** What the API server takes of annotations, keys and values together. */
const ANNOTATIONS_LIMIT = 256 * 1024;

const PART = '[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?';
const VALUE = new RegExp(`^(${PART})?$`);
const KEY = new RegExp(`^${PART}$`);

/**
 * Returns the value when it may be a label's value.
 * @throws PlatformError when it may not
 */
export function checkLabelValue(value: string): string {
  if (typeof value === 'string' && value.length <= 63 && VALUE.test(value)) return value;
  throw new PlatformError({
    problem: 'is not a label value',
    given: value,
    allowed: 'at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
  });
}

/**
 * Returns the labels when every key and value is valid.
 * @throws PlatformError when one is not
 */
export function checkLabels(labels: StringMap): StringMap {
  for (const [key, value] of Object.entries(labels)) {
    checkQualifiedName(key);
    checkLabelValue(value);
  }
  return labels;
}

/**
 * Returns the annotations when every key is valid; values may be anything.
 * @throws PlatformError when one is not, and when they are larger together than the API server takes
 */
export function checkAnnotations(annotations: StringMap): StringMap {
  for (const key of Object.keys(annotations)) checkQualifiedName(key);
  const size = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  if (size <= ANNOTATIONS_LIMIT) return annotations;
  throw new PlatformError({
    problem: 'are too large',
    given: `${size} bytes`,
    allowed: `${ANNOTATIONS_LIMIT} bytes`,
  });
}

/**
 * Returns labels that select something: at least one, each with a value.
 *
 * An empty selector selects every pod of a namespace, and so does, once rendered, one whose only value is the
 * empty string in cdk8s-plus; both are refused where one application is meant.
 * @throws PlatformError for an empty selector
 */
export function checkSelector(labels: StringMap): StringMap {
  const entries = Object.entries(checkLabels(labels));
  if (entries.length === 0 || entries.some(([, value]) => value === '')) {
    throw new PlatformError({
      problem: 'is an empty selector, which would select every pod of the namespace',
      given: labels,
      allowed: 'at least one label, each with a value',
    });
  }
  return labels;
}

/** Whether labels are among others, as `matchLabels` of a selector asks for; an empty selector selects everything. */
export function hasLabels(wanted: StringMap, labels: StringMap = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/**
 * Returns the key when it may be the key of a label or annotation.
 * @throws PlatformError when it may not
 */
export function checkQualifiedName(key: string): string {
  const slash = key.lastIndexOf('/');
  const name = key.slice(slash + 1);
  const isPrefixed = slash < 0 || nameProblem('dns-subdomain', key.slice(0, slash)) === undefined;
  if (isPrefixed && name.length <= 63 && KEY.test(name)) return key;
  throw new PlatformError({
    problem: 'is not a label or annotation key',
    given: key,
    allowed: 'an optional DNS prefix and "/", then at most 63 letters, digits, "-", "_" and "."',
  });
}
