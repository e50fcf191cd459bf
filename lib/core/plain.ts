import type { k8s } from 'cdk8s-plus-28';

/**
 * A type of cdk8s-plus' `k8s` as plain JSON: its `Quantity` and `IntOrString` wrappers, which only its own
 * serializers understand, become the strings and numbers that they stand for.
 */
export type Plain<T> = T extends k8s.Quantity | k8s.IntOrString
  ? string | number
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Plain<T[Key]> }
        : T;

/** Pod template of a workload, as plain JSON. */
export type PodTemplateSpec = Plain<k8s.PodTemplateSpec>;
/** Pod spec, as plain JSON. */
export type PodSpec = Plain<k8s.PodSpec>;
/** Container of a pod, as plain JSON. */
export type ContainerSpec = Plain<k8s.Container>;
/** Rule of a Role or ClusterRole, as plain JSON. */
export type PolicyRule = Plain<k8s.PolicyRule>;
