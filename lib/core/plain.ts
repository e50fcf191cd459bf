import type { k8s } from 'cdk8s-plus-28';

/**
 * Fields that cdk8s-plus' `k8s` types spell otherwise than the API does; its serializers put them right, which
 * plain JSON does not pass through.
 */
interface Spelling {
  clientIp: 'clientIP';
  clusterIp: 'clusterIP';
  downwardApi: 'downwardAPI';
  hostIp: 'hostIP';
  hostIpc: 'hostIPC';
  hostPid: 'hostPID';
  insecureSkipTlsVerify: 'insecureSkipTLSVerify';
  loadBalancerIp: 'loadBalancerIP';
  nonResourceUrLs: 'nonResourceURLs';
  openApiv3Schema: 'openAPIV3Schema';
  ref: '$ref';
  setHostnameAsFqdn: 'setHostnameAsFQDN';
  xKubernetesEmbeddedResource: 'x-kubernetes-embedded-resource';
  xKubernetesIntOrString: 'x-kubernetes-int-or-string';
  xKubernetesListMapKeys: 'x-kubernetes-list-map-keys';
  xKubernetesListType: 'x-kubernetes-list-type';
  xKubernetesMapType: 'x-kubernetes-map-type';
  xKubernetesPreserveUnknownFields: 'x-kubernetes-preserve-unknown-fields';
  xKubernetesValidations: 'x-kubernetes-validations';
}

/**
 * A type of cdk8s-plus' `k8s` as plain JSON: fields spelled as in the API, and its `Quantity` and `IntOrString`
 * wrappers, which only its own serializers understand, as the strings and numbers that they stand for.
 */
export type Plain<T> = T extends k8s.Quantity | k8s.IntOrString
  ? // Types are compared by shape: a header, with a name beside its value, is no quantity.
    [keyof T] extends ['value']
    ? string | number
    : PlainObject<T>
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? PlainObject<T>
        : T;

type PlainObject<T> = {
  readonly [Key in keyof T as Key extends keyof Spelling ? Spelling[Key] : Key]: Plain<T[Key]>;
};

/** Pod template of a workload, as plain JSON. */
export type PodTemplateSpec = Plain<k8s.PodTemplateSpec>;
/** Pod spec, as plain JSON. */
export type PodSpec = Plain<k8s.PodSpec>;
/** Container of a pod, as plain JSON. */
export type ContainerSpec = Plain<k8s.Container>;
/** Rule of a Role or ClusterRole, as plain JSON. */
export type PolicyRule = Plain<k8s.PolicyRule>;
