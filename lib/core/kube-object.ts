import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { type ApiResource, apiVersionOf, type BuiltinKind, builtinKind } from './api-resources';
import { at } from './errors';
import { gitOpsAnnotations, isProtectedKind } from './gitops';
import { checkAnnotations, checkLabels, MANAGED_BY, type StringMap } from './labels';
import { markClass } from './mark';
import { checkName } from './names';
import { namespaceOf } from './namespace-scope';
import type { Plain } from './plain';
import { ensureProved } from './proof';
import { renderValues } from './render-values';
import { scopeLabelsOf } from './scope-labels';
import { SYNC_WAVE, type Wave, waveOf } from './wave';
import { waveOrderOf } from './wave-order';

/** Metadata of an object that we emit. Its name is always stated: nothing depends on a hash of a path. */
export interface KubeMetadata {
  /** Name of the object. */
  readonly name: string;
  /**
   * Namespace of the object; ignored by cluster-scoped kinds.
   * @default - the namespace that the scope is in
   */
  readonly namespace?: string;
  /**
   * Labels.
   * @default - `app.kubernetes.io/managed-by` only
   */
  readonly labels?: StringMap;
  /**
   * Annotations, beside those for GitOps.
   * @default - none
   */
  readonly annotations?: StringMap;
}

/** How an object is delivered. */
export interface EmitOptions {
  /**
   * When GitOps applies it.
   * @default - by its kind, see {@link waveOf}
   */
  readonly wave?: Wave;
  /**
   * Whether its loss is the loss of data, see {@link gitOpsAnnotations}.
   * @default - true for CustomResourceDefinition, Namespace, PersistentVolume and PersistentVolumeClaim
   */
  readonly protect?: boolean;
  /**
   * Whether it is meant to land in another namespace than that of its scope, as a binding does that gives rights there.
   * @default false
   */
  readonly elsewhere?: boolean;
}

/** The types of the built-in kinds' bodies. */
interface Bodies {
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': k8s.KubeMutatingWebhookConfigurationProps;
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': k8s.KubeValidatingWebhookConfigurationProps;
  'apiextensions.k8s.io/CustomResourceDefinition': k8s.KubeCustomResourceDefinitionProps;
  'apps/DaemonSet': k8s.KubeDaemonSetProps;
  'apps/Deployment': k8s.KubeDeploymentProps;
  'apps/StatefulSet': k8s.KubeStatefulSetProps;
  'autoscaling/HorizontalPodAutoscaler': k8s.KubeHorizontalPodAutoscalerV2Props;
  'batch/CronJob': k8s.KubeCronJobProps;
  'batch/Job': k8s.KubeJobProps;
  'networking.k8s.io/Ingress': k8s.KubeIngressProps;
  'networking.k8s.io/NetworkPolicy': k8s.KubeNetworkPolicyProps;
  'policy/PodDisruptionBudget': k8s.KubePodDisruptionBudgetProps;
  'rbac.authorization.k8s.io/ClusterRole': k8s.KubeClusterRoleProps;
  'rbac.authorization.k8s.io/ClusterRoleBinding': k8s.KubeClusterRoleBindingProps;
  'rbac.authorization.k8s.io/Role': k8s.KubeRoleProps;
  'rbac.authorization.k8s.io/RoleBinding': k8s.KubeRoleBindingProps;
  'v1/ConfigMap': k8s.KubeConfigMapProps;
  'v1/LimitRange': k8s.KubeLimitRangeProps;
  'v1/Namespace': k8s.KubeNamespaceProps;
  'v1/PersistentVolumeClaim': k8s.KubePersistentVolumeClaimProps;
  'v1/ResourceQuota': k8s.KubeResourceQuotaProps;
  'v1/Secret': k8s.KubeSecretProps;
  'v1/Service': k8s.KubeServiceProps;
  'v1/ServiceAccount': k8s.KubeServiceAccountProps;
}

/** Body of a kind: everything beside `apiVersion`, `kind` and `metadata`, as plain JSON. */
export type Body<K extends keyof Bodies> = Plain<Omit<Bodies[K], 'metadata'>>;

/**
 * An object of the API, as every room emits it: plain JSON under an explicit name, labels and GitOps annotations
 * in place, its namespace that of the scope it is in. A cdk8s `ApiObject`, so any App and Chart can hold it.
 */
export class KubeObject extends ApiObject {
  /** Whether something is one; tells types what `instanceof`, declared by cdk8s for its own, cannot. */
  static isKubeObject(x: unknown): x is KubeObject {
    return x instanceof KubeObject;
  }

  static {
    // The `instanceof` that is inherited from `ApiObject` holds for every object of cdk8s.
    markClass(KubeObject, 'KubeObject');
  }

  /** Its kind. */
  readonly resource: ApiResource;
  /** Whether it is meant to land in another namespace than that of its scope. */
  readonly elsewhere: boolean;

  private readonly body: object;
  private readonly custom: boolean;
  private readonly jsonPatches: JsonPatch[] = [];

  constructor(
    scope: Construct,
    id: string,
    resource: ApiResource,
    metadata: KubeMetadata,
    body: object,
    options: EmitOptions & { readonly custom?: boolean } = {},
  ) {
    const key = `${resource.group || 'v1'}/${resource.kind}`;
    const wave = options.wave ?? waveOf(resource.kind);
    const order = waveOrderOf(scope);
    super(scope, id, {
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        name: at(scope, `name of ${resource.kind}`, () => checkName(resource.names, metadata.name)),
        namespace: resource.namespaced ? namespaceOf(scope, metadata.namespace) : undefined,
        labels: at(scope, 'labels', () =>
          checkLabels({
            'app.kubernetes.io/managed-by': MANAGED_BY,
            ...scopeLabelsOf(scope),
            ...metadata.labels,
          }),
        ),
        annotations: {
          ...gitOpsAnnotations({
            wave,
            protect: options.protect ?? isProtectedKind(resource.group, resource.kind),
            custom: options.custom,
            serverSideApply: key === 'apiextensions.k8s.io/CustomResourceDefinition',
          }),
          ...(order && { [SYNC_WAVE]: lazy(() => stated(order(wave)) as string) }),
          ...at(scope, 'annotations', () => checkAnnotations(metadata.annotations ?? {})),
        },
      },
    });
    this.body = body;
    this.resource = resource;
    this.elsewhere = options.elsewhere ?? false;
    this.custom = options.custom ?? false;
    ensureProved(this);
  }

  /** Applies RFC 6902 operations to the manifest when it is rendered. */
  override addJsonPatch(...operations: JsonPatch[]): void {
    this.jsonPatches.push(...operations);
  }

  /** Renders the object. A chart's namespace never lands on a cluster-scoped kind, as it would in cdk8s. */
  override toJson(): { metadata: Record<string, unknown> } & Record<string, unknown> {
    const { apiVersion, kind } = this;
    // The kinds of Kubernetes take a null for a field that is left out.
    const fields = at(this, undefined, () => renderValues(this, this.body, this.custom));
    const rendered = { apiVersion, kind, metadata: this.metadata.toJson(), ...fields };
    const json = JsonPatch.apply(rendered, ...this.jsonPatches);
    if (!this.resource.namespaced) delete json.metadata.namespace;
    return json;
  }
}

/** Emits an object of a built-in kind. */
export function emit<K extends keyof Bodies>(
  scope: Construct,
  id: string,
  kind: K,
  metadata: KubeMetadata,
  body: Body<K>,
  options: EmitOptions = {},
): KubeObject {
  return new KubeObject(scope, id, builtin(kind), metadata, body as object, options);
}

/** A wave as the annotation of an object states it: 0 is that of objects without one. */
function stated(wave: number): string | undefined {
  return wave === 0 ? undefined : String(wave);
}

/** Defers a part of a body until synth, for what other declarations may still add to. */
export function lazy<T>(produce: () => T): T {
  return Lazy.any({ produce }) as T;
}

/** The traits of a built-in kind. */
export function builtin(kind: BuiltinKind): ApiResource {
  const slash = kind.indexOf('/');
  const group = kind.slice(0, slash);
  const found = builtinKind(group === 'v1' ? '' : group, kind.slice(slash + 1));
  if (!found) throw new Error(`not a built-in kind: ${kind}`);
  return found;
}
