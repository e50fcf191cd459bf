import type { Check, Finding } from '../../core/check';
import { fieldOf } from '../../core/manifest-fields';
import { podTemplateOf } from '../../core/pod-template';
import type { RenderedObject } from '../../core/rendered-object';
import { areReserved } from './labels';

/** What the check needs to know of a virtual cluster. */
export interface AloneFacts {
  /** Path of its construct. */
  readonly path: string;
  /** Its name, which its StatefulSet has. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** Where the kinds that choose pods by labels say by which. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  '/Service': ['spec', 'selector'],
  'networking.k8s.io/NetworkPolicy': ['spec', 'podSelector', 'matchLabels'],
};

/**
 * A virtual cluster is alone in its namespace. Its syncer reads every Secret there, and its users give their pods any
 * label: they would answer for the Services of a neighbour, and connect where its policies let it.
 */
export function aloneCheck(facts: AloneFacts): Check {
  return (objects) => objects.inNamespace(facts.namespace).flatMap((object) => judge(facts, object));
}

function judge({ path, name, namespace }: AloneFacts, object: RenderedObject): readonly Finding[] {
  const fix = 'create it in another namespace; one of the same tenant is as near as it gets';
  if (podTemplateOf(object) && !(object.kind === 'StatefulSet' && object.name === name)) {
    return [
      {
        path: object.path,
        problem: `runs pods in namespace ${namespace}, which is that of the virtual cluster ${path}: its users could act in their place`,
        given: `${object.kind} ${object.name}`,
        fix,
      },
    ];
  }
  const selector = selectorOf(object);
  if (selector === undefined || areReserved(selector)) return [];
  return [
    {
      path: object.path,
      problem: `tells pods in namespace ${namespace} by labels that the users of the virtual cluster ${path} may give to theirs`,
      given: selector,
      fix,
    },
  ];
}

/** The labels by which an object chooses pods; none where it chooses all of them, or none. */
function selectorOf({ group, kind, manifest }: RenderedObject): object | undefined {
  const selector = fieldOf(manifest, ...(SELECTORS[`${group}/${kind}`] ?? []));
  if (!SELECTORS[`${group}/${kind}`] || typeof selector !== 'object' || selector === null) return undefined;
  return Object.keys(selector).length > 0 ? selector : undefined;
}
