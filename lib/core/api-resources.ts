import type { NameRule } from './names';

/** A kind of the API: where it is served and how its objects are named. */
export interface ApiResource {
  /** API group, empty for the core group. */
  readonly group: string;
  /** Version that we emit. */
  readonly version: string;
  /** Kind, as in `Deployment`. */
  readonly kind: string;
  /** Plural resource name, as RBAC and URLs use it: `deployments`. */
  readonly plural: string;
  /** Whether its objects live in a namespace. */
  readonly namespaced: boolean;
  /** What its objects may be called. */
  readonly names: NameRule;
}

interface Traits {
  readonly cluster?: boolean;
  readonly names?: NameRule;
}

const CLUSTER: Traits = { cluster: true };
const PATH: Traits = { names: 'path-segment' };

/** Rows: kind, plural, and what differs from a namespaced kind whose names are DNS subdomains. */
type Row = readonly [kind: string, plural: string, traits?: Traits];

function group<const R extends readonly Row[]>(apiVersion: string, rows: R) {
  return { apiVersion, rows };
}

const GROUPS = [
  group('v1', [
    ['ConfigMap', 'configmaps'],
    ['Endpoints', 'endpoints'],
    ['Event', 'events'],
    ['LimitRange', 'limitranges'],
    ['Namespace', 'namespaces', { cluster: true, names: 'dns-label' }],
    ['Node', 'nodes', CLUSTER],
    ['PersistentVolume', 'persistentvolumes', CLUSTER],
    ['PersistentVolumeClaim', 'persistentvolumeclaims'],
    ['Pod', 'pods'],
    ['PodTemplate', 'podtemplates'],
    ['ReplicationController', 'replicationcontrollers'],
    ['ResourceQuota', 'resourcequotas'],
    ['Secret', 'secrets'],
    ['Service', 'services', { names: 'dns-label-1035' }],
    ['ServiceAccount', 'serviceaccounts'],
  ]),
  group('admissionregistration.k8s.io/v1', [
    ['MutatingAdmissionPolicy', 'mutatingadmissionpolicies', CLUSTER],
    ['MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings', CLUSTER],
    ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', CLUSTER],
    ['ValidatingAdmissionPolicy', 'validatingadmissionpolicies', CLUSTER],
    ['ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', CLUSTER],
    ['ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', CLUSTER],
  ]),
  group('apiextensions.k8s.io/v1', [['CustomResourceDefinition', 'customresourcedefinitions', CLUSTER]]),
  group('apiregistration.k8s.io/v1', [['APIService', 'apiservices', CLUSTER]]),
  group('apps/v1', [
    ['ControllerRevision', 'controllerrevisions'],
    ['DaemonSet', 'daemonsets'],
    ['Deployment', 'deployments'],
    ['ReplicaSet', 'replicasets'],
    ['StatefulSet', 'statefulsets'],
  ]),
  group('authentication.k8s.io/v1', [['TokenReview', 'tokenreviews', CLUSTER]]),
  group('authorization.k8s.io/v1', [
    ['LocalSubjectAccessReview', 'localsubjectaccessreviews'],
    ['SelfSubjectAccessReview', 'selfsubjectaccessreviews', CLUSTER],
    ['SubjectAccessReview', 'subjectaccessreviews', CLUSTER],
  ]),
  group('autoscaling/v2', [['HorizontalPodAutoscaler', 'horizontalpodautoscalers']]),
  group('batch/v1', [
    ['CronJob', 'cronjobs', { names: 'cron-job' }],
    ['Job', 'jobs'],
  ]),
  group('certificates.k8s.io/v1', [['CertificateSigningRequest', 'certificatesigningrequests', CLUSTER]]),
  group('coordination.k8s.io/v1', [['Lease', 'leases']]),
  group('discovery.k8s.io/v1', [['EndpointSlice', 'endpointslices']]),
  group('events.k8s.io/v1', [['Event', 'events']]),
  group('flowcontrol.apiserver.k8s.io/v1', [
    ['FlowSchema', 'flowschemas', CLUSTER],
    ['PriorityLevelConfiguration', 'prioritylevelconfigurations', CLUSTER],
  ]),
  group('networking.k8s.io/v1', [
    ['Ingress', 'ingresses'],
    ['IngressClass', 'ingressclasses', CLUSTER],
    ['IPAddress', 'ipaddresses', CLUSTER],
    ['NetworkPolicy', 'networkpolicies'],
    ['ServiceCIDR', 'servicecidrs', CLUSTER],
  ]),
  group('node.k8s.io/v1', [['RuntimeClass', 'runtimeclasses', CLUSTER]]),
  group('policy/v1', [['PodDisruptionBudget', 'poddisruptionbudgets']]),
  group('rbac.authorization.k8s.io/v1', [
    ['ClusterRole', 'clusterroles', { cluster: true, ...PATH }],
    ['ClusterRoleBinding', 'clusterrolebindings', { cluster: true, ...PATH }],
    ['Role', 'roles', PATH],
    ['RoleBinding', 'rolebindings', PATH],
  ]),
  group('resource.k8s.io/v1', [
    ['DeviceClass', 'deviceclasses', CLUSTER],
    ['ResourceClaim', 'resourceclaims'],
    ['ResourceClaimTemplate', 'resourceclaimtemplates'],
    ['ResourceSlice', 'resourceslices', CLUSTER],
  ]),
  group('scheduling.k8s.io/v1', [['PriorityClass', 'priorityclasses', CLUSTER]]),
  group('storage.k8s.io/v1', [
    ['CSIDriver', 'csidrivers', CLUSTER],
    ['CSINode', 'csinodes', CLUSTER],
    ['CSIStorageCapacity', 'csistoragecapacities'],
    ['StorageClass', 'storageclasses', CLUSTER],
    ['VolumeAttachment', 'volumeattachments', CLUSTER],
    ['VolumeAttributesClass', 'volumeattributesclasses', CLUSTER],
  ]),
] as const;

type Group = (typeof GROUPS)[number];
type Prefix<ApiVersion extends string> = ApiVersion extends `${infer G}/${string}` ? G : ApiVersion;
type KindOf<G> = G extends { apiVersion: infer A extends string; rows: readonly (infer R extends Row)[] }
  ? `${Prefix<A>}/${R[0]}`
  : never;

/** A built-in kind as people write it: its group and kind, or `v1` and kind for the core group. */
export type BuiltinKind = KindOf<Group>;

const BY_KIND = new Map<string, ApiResource>();
for (const { apiVersion, rows } of GROUPS) {
  const { group, version } = splitApiVersion(apiVersion);
  for (const [kind, plural, traits] of rows as readonly Row[]) {
    BY_KIND.set(`${group || 'v1'}/${kind}`, {
      group,
      version,
      kind,
      plural,
      namespaced: !traits?.cluster,
      names: traits?.names ?? 'dns-subdomain',
    });
  }
}

/** Every built-in kind we know, in a stable order. */
export const BUILTIN_KINDS: readonly ApiResource[] = [...BY_KIND.values()];

/** Looks up a built-in kind by group and kind, whatever the version; `undefined` for any other kind. */
export function builtinKind(group: string, kind: string): ApiResource | undefined {
  return BY_KIND.get(`${group || 'v1'}/${kind}`);
}

/** Splits an `apiVersion` into group and version; the core group is the empty string. */
export function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1) };
}

/** The `apiVersion` of a kind: `apps/v1`, or `v1` in the core group. */
export function apiVersionOf(resource: Pick<ApiResource, 'group' | 'version'>): string {
  return resource.group ? `${resource.group}/${resource.version}` : resource.version;
}
