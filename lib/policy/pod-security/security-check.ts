import { fieldOf } from '../../core/manifest-fields';
import type { PodSecurityLevel } from '../../core/pod-security';
import { at, type Part, type Pod } from './pod';

/** Something in a pod that a check does not allow. */
export interface Breach {
  /** Where it is, or would have to be: `spec.template.spec.hostNetwork`. */
  readonly field: string;
  /** What is there; `undefined` where something must be there and nothing is. */
  readonly given: unknown;
  /** What is allowed there. */
  readonly allowed: string;
}

/**
 * Judges a pod.
 * @param kubernetes minor version of the API server, 34 for 1.34: it judges by no field that it does not know
 */
export type Judge = (pod: Pod, kubernetes: number) => readonly Breach[];

/**
 * A check of the Pod Security Standards. What it does changes by the version that a namespace pins.
 * Source: https://pkg.go.dev/k8s.io/pod-security-admission/policy
 */
export interface SecurityCheck {
  /** Its id, as the project that defines it calls it. */
  readonly id: string;
  /** The level that it belongs to. Checks of the baseline hold for restricted namespaces too. */
  readonly level: PodSecurityLevel.BASELINE | PodSecurityLevel.RESTRICTED;
  /**
   * The check of the baseline that this stands for in restricted namespaces, as it is the stricter one.
   * @default - none
   */
  readonly overrides?: string;
  /** Minor versions, ascending, from which on it judges differently. Before the first of them, there is no such check. */
  readonly since: readonly (readonly [minor: number, judge: Judge])[];
}

/** What is at a path below each of some parts and not allowed there; where nothing is, nothing is wrong. */
export function breachesAt(
  parts: readonly Part[],
  path: readonly string[],
  isAllowed: (value: unknown) => boolean,
  allowed: string,
): readonly Breach[] {
  // Nearly all parts are as they should be: where they are is put together for the others alone.
  return parts
    .filter(({ value }) => {
      const found = fieldOf(value, ...path) ?? undefined;
      return found !== undefined && !isAllowed(found);
    })
    .map((part) => {
      const { field, value: given } = at(part, ...path);
      return { field, given, allowed };
    });
}

/** A judge that lets pods for Windows pass, whose API has no such fields. */
export function exceptWindows(judge: Judge): Judge {
  return (pod, kubernetes) => (pod.isWindows ? [] : judge(pod, kubernetes));
}

/**
 * A judge that lets pods in a user namespace pass.
 * Source: KEP-127, https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/127-user-namespaces
 */
export function exceptUserNamespaces(judge: Judge): Judge {
  return (pod, kubernetes) => (pod.hasUserNamespace ? [] : judge(pod, kubernetes));
}
