import type { StringMap } from '../../core/labels';
import { NAMESPACE_NAME } from '../../core/namespace-name';
import type { ObjectIndex } from '../../core/rendered-object';
import { LabelSpace } from './label-space';
import { oneOf } from './label-values';
import type { PolicyReading } from './policy';
import type { Requirements } from './selector';

/** What stands for the namespaces that the app does not know; no namespace can have this name. */
export const OTHER_NAMESPACES = '*';

/** A namespace, as selectors see it. */
export interface MatrixNamespace {
  /** Its name, or {@link OTHER_NAMESPACES}. */
  readonly name: string;
  /** The labels that it may have. */
  readonly labels: LabelSpace;
}

/**
 * The namespaces that an app knows, by name: those that it has, with the labels that they are rendered with; those that
 * its objects are in or its policies name, of which no more is known; and, last, any other.
 */
export function namespacesOf(
  objects: ObjectIndex,
  policies: readonly PolicyReading[],
): ReadonlyMap<string, MatrixNamespace> {
  const rendered = new Map(
    objects.ofKind('', 'Namespace').map(({ name, manifest }) => [name, manifest.metadata.labels ?? {}]),
  );
  const names = new Set([
    ...rendered.keys(),
    ...objects.all.flatMap(({ namespace }) => namespace ?? []),
    ...policies.flatMap(({ namespace, rules }) => [namespace, ...Object.values(rules).flatMap(namedBy)]),
  ]);
  const others = {
    name: OTHER_NAMESPACES,
    labels: LabelSpace.knowing(new Map([[NAMESPACE_NAME, { absent: false, but: names }]])),
  };
  return new Map([
    ...[...names].sort().map((name) => [name, namespace(name, rendered.get(name))] as const),
    [OTHER_NAMESPACES, others],
  ]);
}

/** A namespace of which the labels are known, or nothing but its name. */
export function namespace(name: string, labels?: StringMap): MatrixNamespace {
  return {
    name,
    labels: labels
      ? LabelSpace.exactly({ ...labels, [NAMESPACE_NAME]: name })
      : LabelSpace.knowing(new Map([[NAMESPACE_NAME, oneOf([name])]])),
  };
}

/** The names that namespaces can have which meet requirements; `undefined` where they may have any. */
export function namesIn(requirements: Requirements): readonly string[] | undefined {
  const values = requirements.get(NAMESPACE_NAME);
  return values?.only && [...values.only];
}

function namedBy(rules: NonNullable<PolicyReading['rules']['ingress']>): readonly string[] {
  return rules.flatMap(({ peers }) =>
    peers.flatMap(({ namespaces }) => (namespaces && namesIn(namespaces)) ?? []),
  );
}
