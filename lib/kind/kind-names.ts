import { inProp, PlatformError } from '../core/errors';
import { checkName } from '../core/names';

/** The names of a kind, as a CustomResourceDefinition holds them. */
export interface CustomResourceNames {
  /** Kind of its objects: `PostgreSQL`. */
  readonly kind: string;
  /** Kind of a list of its objects: `PostgreSQLList`. */
  readonly listKind: string;
  /** Resource name, as URLs and RBAC have it: `postgresqls`. */
  readonly plural: string;
  /** Name of one, as `kubectl` takes it: `postgresql`. */
  readonly singular: string;
  /**
   * Short names that `kubectl` takes: `pg`.
   * @default - none
   */
  readonly shortNames?: string[];
  /**
   * Groups of kinds that `kubectl get` lists together: `all`.
   * @default - none
   */
  readonly categories?: string[];
}

/** What the names of a kind are made from. */
interface NamesProps {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

/**
 * The names of a kind, those left out written as the API server would.
 *
 * Source: ValidateCustomResourceDefinitionNames in k8s.io/apiextensions-apiserver,
 * pkg/apis/apiextensions/validation/validation.go.
 * @throws PlatformError without a path, for a name that it would refuse
 */
export function namesOf(props: NamesProps): CustomResourceNames {
  const { group, kind, plural, singular = kind.toLowerCase(), shortNames = [], categories = [] } = props;
  inProp('group', () => checkGroup(group));
  inProp('kind', () => checkKind(kind));
  inProp('plural', () => checkName('dns-label-1035', plural));
  inProp('plural', () => checkName('dns-subdomain', `${plural}.${group}`));
  inProp('singular', () => checkName('dns-label-1035', singular));
  for (const name of shortNames) inProp('shortNames', () => checkName('dns-label-1035', name));
  for (const name of categories) inProp('categories', () => checkName('dns-label-1035', name));
  return {
    kind,
    listKind: `${kind}List`,
    plural,
    singular,
    ...(shortNames.length > 0 && { shortNames: [...shortNames] }),
    ...(categories.length > 0 && { categories: [...categories] }),
  };
}

function checkGroup(group: string): void {
  checkName('dns-subdomain', group);
  if (group.includes('.') && !/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return;
  throw new PlatformError({
    problem: 'is not an API group of your own',
    given: group,
    allowed: 'a domain with at least one dot, not under k8s.io and kubernetes.io, which are protected',
  });
}

function checkKind(kind: string): void {
  if (/^[A-Z][A-Za-z0-9]*$/.test(kind) && kind.length <= 63 - 'List'.length) return;
  throw new PlatformError({
    problem: 'is not the name of a kind',
    given: kind,
    allowed: 'at most 59 letters and digits in CamelCase, starting with a capital',
  });
}
