import { itemsOf } from '../core/manifest-fields';

/** A rule of a role; a list that the role leaves out is empty. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  /** Resources, and subresources as `pods/exec`. */
  readonly resources: readonly string[];
  /** Objects that it is limited to; all of them where it is empty. */
  readonly resourceNames: readonly string[];
  /** Paths that are no resources: `/metrics`. */
  readonly nonResourceURLs: readonly string[];
}

/** A request for a resource, in the terms of a SubjectAccessReview. */
export interface ResourceAttributes {
  /** Verb: `get`, `list`, `create`, `impersonate`. */
  readonly verb: string;
  /**
   * API group.
   * @default - the core group
   */
  readonly group?: string;
  /** Resource, in plural: `pods`. */
  readonly resource: string;
  /**
   * Subresource: `exec`.
   * @default - the resource itself
   */
  readonly subresource?: string;
  /**
   * Name of the object. A request that creates, lists or deletes a collection has none, so no rule with
   * `resourceNames` allows it.
   * @default - none
   */
  readonly name?: string;
  /**
   * Namespace of the request. One for a Namespace has its name here as well.
   * @default - none: all namespaces, or what is in no namespace
   */
  readonly namespace?: string;
}

/** A request for a path that is no resource. */
export interface NonResourceAttributes {
  /** Verb, as HTTP has it, in lower case: `get`. */
  readonly verb: string;
  /** Path: `/metrics`. */
  readonly path: string;
}

/** A rule of everything: what `cluster-admin` has of resources. */
export const EVERYTHING: Rule = {
  verbs: ['*'],
  apiGroups: ['*'],
  resources: ['*'],
  resourceNames: [],
  nonResourceURLs: [],
};

/** The rules of a role of any origin; what is no list of texts there is empty. */
export function readRules(rules: unknown): readonly Rule[] {
  return itemsOf(rules).map((rule) => {
    const list = (field: keyof Rule): readonly string[] => {
      const value = (rule as Partial<Record<keyof Rule, unknown>> | null)?.[field];
      return itemsOf(value).filter((item) => typeof item === 'string');
    };
    return {
      verbs: list('verbs'),
      apiGroups: list('apiGroups'),
      resources: list('resources'),
      resourceNames: list('resourceNames'),
      nonResourceURLs: list('nonResourceURLs'),
    };
  });
}

/**
 * Whether a rule allows a request, as the authorizer of Kubernetes decides it.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.37.1/pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function allows(rule: Rule, request: ResourceAttributes | NonResourceAttributes): boolean {
  if ('path' in request) {
    return has(rule.verbs, request.verb) && rule.nonResourceURLs.some((url) => isUnder(url, request.path));
  }
  const { verb, group = '', resource, subresource, name = '' } = request;
  return (
    allowsOnSome(rule, verb, group, resource, subresource) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(name))
  );
}

/** Whether a rule allows a verb on a resource, be it on some objects of it alone. */
export function allowsOnSome(
  rule: Rule,
  verb: string,
  group: string,
  resource: string,
  subresource?: string,
): boolean {
  return (
    has(rule.apiGroups, group) &&
    has(rule.verbs, verb) &&
    rule.resources.some((item) => isResource(item, resource, subresource))
  );
}

/** Whether all that a rule allows is allowed by others, each part by one of them. */
export function covers(rules: readonly Rule[], rule: Rule): boolean {
  return partsOf(rule).every((part) => rules.some((own) => coversPart(own, part)));
}

/** A rule as rules of one verb on one resource, or path, each; with the names that it is limited to. */
export function partsOf({
  verbs,
  apiGroups,
  resources,
  resourceNames,
  nonResourceURLs,
}: Rule): readonly Rule[] {
  return verbs.flatMap((verb) => [
    ...apiGroups.flatMap((group) =>
      resources.map((resource) => ({
        verbs: [verb],
        apiGroups: [group],
        resources: [resource],
        resourceNames,
        nonResourceURLs: [],
      })),
    ),
    ...nonResourceURLs.map((url) => ({
      verbs: [verb],
      apiGroups: [],
      resources: [],
      resourceNames: [],
      nonResourceURLs: [url],
    })),
  ]);
}

/** What a part of a rule is on, with its group, `v1` for the core group: `v1/pods/exec`, `apps/deployments`; or a path. */
export function resourceOf({ apiGroups, resources, nonResourceURLs }: Rule): string {
  const [group] = apiGroups;
  return group === undefined ? `${nonResourceURLs[0]}` : `${group || 'v1'}/${resources[0]}`;
}

function coversPart(
  own: Rule,
  { verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule,
): boolean {
  const [verb, group, resource, url] = [verbs[0], apiGroups[0], resources[0], nonResourceURLs[0]];
  if (!has(own.verbs, verb)) return false;
  if (resource === undefined) return own.nonResourceURLs.some((item) => isUnder(item, url ?? ''));
  const [plural = '', subresource] = resource.split('/');
  const isNamed = resourceNames.length > 0;
  return (
    has(own.apiGroups, group) &&
    own.resources.some((item) => isResource(item, plural, subresource)) &&
    (own.resourceNames.length === 0 ||
      (isNamed && resourceNames.every((name) => own.resourceNames.includes(name))))
  );
}

function has(list: readonly string[], item: string | undefined): boolean {
  return list.includes('*') || (item !== undefined && list.includes(item));
}

function isResource(item: string, resource: string, subresource: string | undefined): boolean {
  if (item === '*') return true;
  if (!subresource) return item === resource;
  return item === `${resource}/${subresource}` || item === `*/${subresource}`;
}

/** Whether a path is one of a rule: the same, or below one that ends in a star. */
function isUnder(url: string, path: string): boolean {
  return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));
}
