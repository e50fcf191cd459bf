import { createHash } from 'node:crypto';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { at, PlatformError } from '../../core/errors';
import { gitOpsAnnotations } from '../../core/gitops';
import { type Body, emit } from '../../core/kube-object';
import type { StringMap } from '../../core/labels';
import { checkName } from '../../core/names';
import type { Plain, PodTemplateSpec } from '../../core/plain';
import { parseBytes } from '../../core/values/bytes';
import { Image } from '../../core/values/image';
import type { QuantityLike } from '../../core/values/quantity';
import { Wave } from '../../core/wave';
import { type RenderedContainer, renderContainer } from '../../workload/container';
import { EnvSource } from '../../workload/env';
import { Probe } from '../../workload/probe';
import type { ComputeResources } from '../../workload/resources';
import { type Mount, Volume } from '../../workload/volume';
import { API_PORT } from './config';
import type { VirtualClusterProps } from './props';

/** A control plane in the making. */
export interface ControlPlaneFacts {
  /** Name of the virtual cluster. */
  readonly name: string;
  /** How many pods there are. */
  readonly replicas: number;
  /** Labels of the objects. */
  readonly labels: StringMap;
  /** Labels that select the pods. */
  readonly selector: StringMap;
  /** ServiceAccount of the pods. */
  readonly serviceAccount: string;
  /** Name of the Secret with the configuration. */
  readonly configSecret: string;
  /** The configuration. */
  readonly config: string;
}

/** Annotation by which a change of the configuration replaces the pods, which read it when they start. */
const CONFIG_HASH = 'cdk8s-platform/config-hash';

/** Any user but root; the one that vCluster itself is tested with. Source: e2e-next/clusters/vcluster-rootless.yaml. */
const USER = 12345;

/** The programs of Kubernetes take some hundred megabytes. */
const BINARIES = Volume.emptyDir('binaries', '2Gi');

/** What a user without rights on the image's own directories can write to; the claim is added to it. */
const SCRATCH: readonly Mount[] = [
  { volume: BINARIES, path: '/binaries' },
  { volume: Volume.emptyDir('certs', '64Mi'), path: '/pki' },
  { volume: Volume.emptyDir('helm-cache', '512Mi'), path: '/.cache/helm' },
  { volume: Volume.emptyDir('tmp', '512Mi'), path: '/tmp' },
];

/** The StatefulSet of a control plane, with a claim for each pod that outlives it. */
export function emitControlPlane(
  scope: Construct,
  props: VirtualClusterProps,
  facts: ControlPlaneFacts,
): void {
  const { name, labels, selector, replicas } = facts;
  emit(
    scope,
    'StatefulSet',
    'apps/StatefulSet',
    { name, labels },
    {
      spec: {
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        // Members of etcd find each other before any of them is ready.
        podManagementPolicy: 'Parallel',
        replicas,
        selector: { matchLabels: selector },
        serviceName: `${name}-headless`,
        template: podTemplate(scope, props, facts),
        updateStrategy: { type: 'RollingUpdate' },
        volumeClaimTemplates: [claim(scope, props)],
      } as Body<'apps/StatefulSet'>['spec'],
    },
    { protect: true },
  );
}

/** @throws PlatformError without a path for a size that leaves nothing */
function parseSize(storage: QuantityLike): string {
  const size = parseBytes(storage);
  if (!size.isNegative && !size.isZero) return size.toString();
  throw new PlatformError({ problem: 'leaves nothing', given: String(storage), allowed: 'more than zero' });
}

/** The template of a claim, protected as any claim: a GitOps tool may come to know it by its labels. */
function claim(scope: Construct, { storage, storageClassName }: VirtualClusterProps): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', annotations: gitOpsAnnotations({ wave: Wave.OPERATORS, protect: true }) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: at(scope, 'storage', () => parseSize(storage)) } },
      ...(storageClassName !== undefined && {
        storageClassName: at(scope, 'storageClassName', () => checkName('dns-subdomain', storageClassName)),
      }),
      volumeMode: 'Filesystem',
    },
  };
}

function podTemplate(
  scope: Construct,
  { image, kubernetesImage, resources }: VirtualClusterProps,
  { name, labels, replicas, selector, serviceAccount, configSecret, config }: ControlPlaneFacts,
): PodTemplateSpec {
  const configuration = Volume.secret('vcluster-config', configSecret);
  const kubernetes = at(scope, 'kubernetesImage', () => Image.of(kubernetesImage));
  const binaries = at(scope, undefined, () => programs(kubernetes, resources));
  const syncer = at(scope, undefined, () =>
    renderContainer(
      {
        image,
        env: {
          NODE_IP: EnvSource.field('status.hostIP'),
          NODE_NAME: EnvSource.field('spec.nodeName'),
          POD_IP: EnvSource.field('status.podIP'),
          POD_NAME: EnvSource.field('metadata.name'),
          VCLUSTER_NAME: name,
        },
        liveness: Probe.https('/healthz', API_PORT, { timeoutSeconds: 3, failureThreshold: 12 }),
        mounts: [...SCRATCH, { volume: configuration, path: '/var/lib/vcluster', readOnly: true }],
        ports: [{ name: 'https', port: API_PORT }],
        readiness: Probe.https('/readyz', API_PORT, { periodSeconds: 5, timeoutSeconds: 3 }),
        resources,
        runAsUser: USER,
        // It migrates and starts a whole control plane.
        startup: Probe.https('/readyz', API_PORT, {
          periodSeconds: 6,
          timeoutSeconds: 3,
          failureThreshold: 300,
        }),
      },
      'syncer',
    ),
  );
  return {
    metadata: {
      annotations: { [CONFIG_HASH]: createHash('sha256').update(config).digest('hex') },
      labels: { ...labels, ...selector },
    },
    spec: {
      automountServiceAccountToken: true,
      containers: [
        {
          ...syncer.spec,
          volumeMounts: [...(syncer.spec.volumeMounts ?? []), { name: 'data', mountPath: '/data' }],
        },
      ],
      enableServiceLinks: false,
      initContainers: [binaries.spec],
      securityContext: {
        fsGroup: USER,
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      serviceAccountName: serviceAccount,
      terminationGracePeriodSeconds: 30,
      ...(replicas > 1 && { topologySpreadConstraints: spread(selector) }),
      volumes: [...SCRATCH.map(({ volume }) => volume), configuration].map(({ spec }) => spec),
    },
  };
}

/** Copies the programs of Kubernetes to where the control plane starts them. */
function programs(image: Image, resources: ComputeResources): RenderedContainer {
  return renderContainer(
    {
      image,
      command: ['cp'],
      args: ['-r', '/kubernetes/.', '/binaries/'],
      mounts: [{ volume: BINARIES, path: '/binaries' }],
      resources,
      runAsUser: USER,
    },
    'kubernetes',
  );
}

/** Over nodes and zones as evenly as may be; a pod keeps its place in a rollout, so revisions count together. */
function spread(selector: StringMap): Plain<k8s.TopologySpreadConstraint>[] {
  return ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
    labelSelector: { matchLabels: selector },
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
  }));
}
