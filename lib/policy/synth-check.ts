import type { Check, Finding } from '../core/check';
import { type LabelSelector, selects } from '../core/label-selector';
import { hasLabels, type StringMap } from '../core/labels';
import { NAMESPACE_NAME } from '../core/namespace-name';
import type { Manifest, ObjectIndex, RenderedObject } from '../core/rendered-object';
import { toDynamic } from '../kind/cel/values/dynamic';
import type { Value } from '../kind/cel/values/value';
import { resourceOfKind } from '../kind/kind-ref';
import type { CompiledPolicy } from './compiled-policy';
import { type MatchedKinds, matchedKind } from './matched-kinds';

/** What synth must know of a policy to run it. */
export interface JudgedPolicy {
  /** Name of the policy. */
  readonly name: string;
  readonly policy: CompiledPolicy;
  readonly kinds: MatchedKinds;
  readonly except: readonly Parameters<typeof resourceOfKind>[0][];
  readonly namespaceSelector?: LabelSelector;
  /** Labels of the objects that the platform itself applies. */
  readonly exemptLabels?: StringMap;
  readonly severity: 'error' | 'warning';
}

/**
 * Runs a policy on the objects of the app, as if somebody who is nobody in particular created them. It is not asked about
 * what is in a namespace that the app does not have, when it selects namespaces by their labels: these are not known.
 */
export function policyCheck(judged: JudgedPolicy): Check {
  const { name, policy, namespaceSelector, exemptLabels, severity } = judged;
  return (objects) => {
    const namespaces = new Map(
      objects.ofKind('', 'Namespace').map((object) => [object.name, object.manifest]),
    );
    return matched(judged, objects).flatMap((object): readonly Finding[] => {
      const namespace = object.namespace === undefined ? undefined : namespaces.get(object.namespace);
      if (namespaceSelector && !isSelected(namespaceSelector, object, namespace)) return [];
      if (exemptLabels && hasLabels(exemptLabels, object.manifest.metadata.labels)) return [];
      const asked = {
        object: celValueOf(object.manifest),
        request: toDynamic(requestOf(object)),
        namespaceObject: namespace ? celValueOf(namespace) : null,
      };
      return policy.judge(asked).map((message) => ({
        path: object.path,
        problem: `is refused by policy ${name}: ${message}`,
        given: object.identity,
        severity,
      }));
    });
  };
}

function matched({ kinds, except }: JudgedPolicy, objects: ObjectIndex): readonly RenderedObject[] {
  const left = except.map(resourceOfKind);
  const asked =
    kinds === 'namespaced'
      ? objects.all.filter(({ namespace }) => namespace !== undefined)
      : kinds
          .map((kind) => matchedKind(kind).resource)
          .flatMap(({ group, kind }) => objects.ofKind(group, kind));
  return asked.filter(
    ({ group, kind }) => !left.some((other) => other.group === group && other.kind === kind),
  );
}

/** Source: MatchNamespaceSelector in k8s.io/apiserver, pkg/admission/plugin/webhook/predicates/namespace/matcher.go. */
function isSelected(
  selector: LabelSelector,
  { group, kind, namespace: name, manifest }: RenderedObject,
  namespace: Manifest | undefined,
): boolean {
  const selecting = group === '' && kind === 'Namespace' ? manifest : namespace;
  if (!selecting) return name === undefined;
  const { metadata } = selecting;
  return selects(selector, { ...metadata.labels, [NAMESPACE_NAME]: metadata.name ?? '' });
}

const values = new WeakMap<Manifest, Value>();

/** Several policies ask about one object. */
function celValueOf(manifest: Manifest): Value {
  const known = values.get(manifest) ?? toDynamic(manifest);
  values.set(manifest, known);
  return known;
}

function requestOf({ group, kind, name, namespace, manifest, builtin }: RenderedObject): object {
  const version = manifest.apiVersion.split('/').at(-1);
  const resource = { group, version, resource: builtin?.plural ?? '' };
  return {
    kind: { group, version, kind },
    resource,
    requestKind: { group, version, kind },
    requestResource: resource,
    name,
    namespace,
    operation: 'CREATE',
    userInfo: { username: 'somebody', groups: ['system:authenticated'] },
    dryRun: false,
    options: {},
  };
}
