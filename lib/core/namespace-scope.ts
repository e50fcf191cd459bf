import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { at, fail } from './errors';
import { checkName } from './names';
import type { PodSecurityLevel } from './pod-security';

/** The namespace that a part of the tree lives in, as far as the constructs in it need to know. */
export interface NamespaceScope {
  /** Name of the namespace. */
  readonly name: string;
  /** Pod security level that the namespace enforces. */
  readonly podSecurity: PodSecurityLevel;
}

const CONTEXT = 'cdk8s-platform/namespace';

/** Makes everything below a construct live in a namespace. Must come before its first child. */
export function setNamespaceScope(scope: Construct, namespace: NamespaceScope): void {
  scope.node.setContext(CONTEXT, namespace);
}

/** The nearest namespace construct above a construct; `undefined` where none of ours is. */
export function namespaceScopeOf(scope: IConstruct): NamespaceScope | undefined {
  return scope.node.tryGetContext(CONTEXT);
}

/** The namespace that the scope of a construct gives it, by the nearest Namespace or Chart; if any does. */
export function enclosingNamespace(scope: IConstruct): string | undefined {
  const around = namespaceScopeOf(scope);
  const chart = Chart.of(scope);
  // A chart that sees the same namespace construct is inside of it.
  const isChartNearer = namespaceScopeOf(chart) === around;
  return isChartNearer ? (chart.namespace ?? around?.name) : around?.name;
}

/**
 * The namespace that objects of a construct land in.
 * @param explicit what the construct was told, which wins
 * @throws PlatformError when there is none: what an object's namespace is must not depend on who applies it
 */
export function namespaceOf(scope: IConstruct, explicit?: string): string {
  const name = explicit ?? enclosingNamespace(scope);
  if (name === undefined) {
    return fail(scope, undefined, {
      problem: 'has no namespace',
      fix: 'create it inside a Namespace or a tenant namespace, in a Chart with a `namespace`, or pass `namespace`',
    });
  }
  return at(scope, 'namespace', () => checkName('dns-label', name));
}
