import type { Check, Finding } from '../../core/check';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { podTemplateOf } from '../../core/pod-template';
import type { RenderedObject } from '../../core/rendered-object';
import { POD_SELECTORS } from '../pod-selectors';
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
  const selection = selectionOf(object);
  if (selection === undefined || areReserved(selection.keys)) return [];
  return [
    {
      path: object.path,
      problem: `tells pods in namespace ${namespace} by labels that the users of the virtual cluster ${path} may give to theirs`,
      given: selection.selector,
      fix,
    },
  ];
}

/** By what an object chooses pods. */
interface Selection {
  /** The selector. */
  readonly selector: object;
  /** Keys of the labels that a pod must have. */
  readonly keys: readonly string[];
}

/** By what an object chooses pods; `undefined` where it chooses all of them, or none. */
function selectionOf({ group, kind, manifest }: RenderedObject): Selection | undefined {
  const path = POD_SELECTORS[`${group}/${kind}`];
  if (!path) return undefined;
  const isPlain = path.at(-1) !== 'matchLabels';
  const selector = fieldOf(manifest, ...(isPlain ? path : path.slice(0, -1)));
  if (typeof selector !== 'object' || selector === null) return undefined;
  const labels = Object.keys((isPlain ? selector : fieldOf(selector, 'matchLabels')) ?? {});
  const expressions = isPlain ? [] : itemsOf(fieldOf(selector, 'matchExpressions'));
  if (labels.length + expressions.length === 0) return undefined;
  return { selector, keys: [...labels, ...expressions.flatMap(neededKey)] };
}

/** The label that a pod must have to be chosen by an expression, of whatever value. */
function neededKey(expression: unknown): readonly string[] {
  const isNeeded = ['In', 'Exists'].includes(String(fieldOf(expression, 'operator')));
  return isNeeded ? [String(fieldOf(expression, 'key'))] : [];
}
