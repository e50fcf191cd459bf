import { listOf, mapOf, SIMPLE, type Type } from '../kind/cel/types/type';

const { bool, dyn, int, string, timestamp } = SIMPLE;

/** An object of which expressions know the fields. */
export function objectType(name: string, fields: Readonly<Record<string, Type>>): Type {
  return { kind: 'object', name, params: [], fields: new Map(Object.entries(fields)) };
}

const GROUP_VERSION_KIND = objectType('kubernetes.GroupVersionKind', {
  group: string,
  version: string,
  kind: string,
});
const GROUP_VERSION_RESOURCE = objectType('kubernetes.GroupVersionResource', {
  group: string,
  version: string,
  resource: string,
});
const USER_INFO = objectType('kubernetes.UserInfo', {
  username: string,
  uid: string,
  groups: listOf(string),
  extra: mapOf(string, listOf(string)),
});
const REQUEST = objectType('kubernetes.AdmissionRequest', {
  kind: GROUP_VERSION_KIND,
  resource: GROUP_VERSION_RESOURCE,
  subResource: string,
  requestKind: GROUP_VERSION_KIND,
  requestResource: GROUP_VERSION_RESOURCE,
  requestSubResource: string,
  name: string,
  namespace: string,
  operation: string,
  userInfo: USER_INFO,
  dryRun: bool,
  options: dyn,
});

const NAMESPACE = objectType('kubernetes.Namespace', {
  metadata: objectType('kubernetes.NamespaceMetadata', {
    name: string,
    generateName: string,
    namespace: string,
    labels: mapOf(string, string),
    annotations: mapOf(string, string),
    UID: string,
    creationTimestamp: timestamp,
    deletionGracePeriodSeconds: int,
    deletionTimestamp: timestamp,
    generation: int,
    resourceVersion: string,
    finalizers: listOf(string),
  }),
  spec: objectType('kubernetes.NamespaceSpec', { finalizers: listOf(string) }),
  status: objectType('kubernetes.NamespaceStatus', {
    conditions: listOf(
      objectType('kubernetes.NamespaceCondition', {
        status: string,
        type: string,
        lastTransitionTime: timestamp,
        message: string,
        reason: string,
      }),
    ),
    phase: string,
  }),
});

/**
 * What the conditions of webhooks and policies see.
 * Source: BuildRequestType and mustBuildEnvs in k8s.io/apiserver, pkg/admission/plugin/cel/compile.go.
 */
export const CONDITION_VARIABLES: Readonly<Record<string, Type>> = {
  object: dyn,
  oldObject: dyn,
  request: REQUEST,
  authorizer: SIMPLE.authorizer,
  'authorizer.requestResource': SIMPLE.resourceCheck,
};

/**
 * What the validations of a policy see beside `variables`.
 * Source: BuildNamespaceType, in the same file.
 */
export const POLICY_VARIABLES: Readonly<Record<string, Type>> = {
  ...CONDITION_VARIABLES,
  namespaceObject: NAMESPACE,
};

/** What the message of a validation sees: nothing that would take a question to the authorizer. */
export const MESSAGE_VARIABLES: Readonly<Record<string, Type>> = {
  object: dyn,
  oldObject: dyn,
  request: REQUEST,
  namespaceObject: NAMESPACE,
};
