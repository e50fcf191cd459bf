import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Cluster } from '../core/cluster';
import { at, fail } from '../core/errors';
import { checkAnnotations, checkLabels, type StringMap } from '../core/labels';
import { checkName } from '../core/names';
import { namespaceScopeOf } from '../core/namespace-scope';
import { nonEmpty } from '../core/non-empty';
import type { Plain, PodTemplateSpec } from '../core/plain';
import { PodSecurityLevel } from '../core/pod-security';
import { parseInteger } from '../core/values/integer';
import { type ContainerProps, type RenderedContainer, renderContainer } from './container';
import { refuseSecretsOfOthers } from './secret-namespace';
import { parseTolerations, type Toleration } from './toleration';
import type { Volume } from './volume';

/** What pods of every kind of workload may be told. */
export interface PodOptions {
  /**
   * Containers that run to completion, one after the other, before the others start: migrations, checks of
   * configuration.
   * @default - none
   */
  readonly initContainers?: readonly InitContainerProps[];
  /**
   * Helpers that run beside the main container, started before it and stopped after it.
   * @default - none
   */
  readonly sidecars?: readonly NamedContainerProps[];
  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: StringMap;
  /**
   * Priority class, which must exist in the cluster.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * Labels of the nodes that the pods may run on.
   * @default - any node
   */
  readonly nodeSelector?: StringMap;
  /**
   * Taints that the pods tolerate.
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Seconds that a pod has to stop after it is told to.
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: number;
}

/** A container that is not the main one, so has a name of its own. */
export interface NamedContainerProps extends ContainerProps {
  /** Name of the container, a DNS label that no other container of the pod has. */
  readonly name: string;
}

/** A container that runs to completion, so is never asked whether it is alive or ready. */
export type InitContainerProps = Omit<NamedContainerProps, 'liveness' | 'readiness' | 'startup'>;

/** A pod template in the making. */
export interface PodTemplateProps extends PodOptions {
  /** Name of the workload. */
  readonly name: string;
  /** Labels of the pods. */
  readonly labels: StringMap;
  /** The main container. */
  readonly container: ContainerProps;
  /** ServiceAccount of the pods. */
  readonly serviceAccountName: string;
  /**
   * Whether the pods talk to the API server, and so need the account's token.
   * @default false
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * Labels of the pods that are spread over nodes and zones.
   * @default - no spread
   */
  readonly spread?: StringMap;
}

/**
 * Renders a pod template under the `restricted` pod security standard.
 * @throws PlatformError for invalid containers, and for what the namespace would not admit
 */
export function renderPodTemplate(scope: Construct, props: PodTemplateProps): PodTemplateSpec {
  const main = at(scope, undefined, () => renderContainer(props.container, props.name));
  for (const [index, init] of (props.initContainers ?? []).entries()) refuseProbes(scope, index, init);
  const inits = renderAll(scope, 'initContainers', props.initContainers);
  const sidecars = renderAll(scope, 'sidecars', props.sidecars);
  const containers = [main, ...inits, ...sidecars];
  refuseSecretsOfOthers(scope, [props.container, ...(props.initContainers ?? []), ...(props.sidecars ?? [])]);
  refuseSharedNames(scope, containers);
  refuseSharedPorts(scope, containers);
  refuseUnknownFields(scope, containers);
  const volumes = collectVolumes(scope, containers);
  refuseWhatNamespaceRefuses(scope, containers, volumes);

  // A native sidecar starts before and stops after the main container. Clusters before 1.29 have the feature
  // switched off, and would wait for ever for such an init container to end.
  const native = Cluster.of(scope).atLeast('1.29');
  const nativeSidecars = native ? sidecars.map(({ spec }) => ({ ...spec, restartPolicy: 'Always' })) : [];
  const initContainers = [...nativeSidecars, ...inits.map(({ spec }) => spec)];
  return {
    metadata: {
      labels: props.labels,
      annotations:
        props.podAnnotations &&
        at(scope, 'podAnnotations', () => checkAnnotations({ ...props.podAnnotations })),
    },
    spec: {
      automountServiceAccountToken: props.automountServiceAccountToken ?? false,
      containers: [main.spec, ...(native ? [] : sidecars.map(({ spec }) => spec))],
      enableServiceLinks: false,
      ...(initContainers.length > 0 && { initContainers }),
      nodeSelector:
        props.nodeSelector && at(scope, 'nodeSelector', () => checkLabels({ ...props.nodeSelector })),
      priorityClassName: at(scope, 'priorityClassName', () => priorityClass(props.priorityClassName)),
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      serviceAccountName: props.serviceAccountName,
      terminationGracePeriodSeconds: at(scope, 'terminationGracePeriodSeconds', () =>
        parseInteger(props.terminationGracePeriodSeconds ?? 30, {
          min: 0,
          problem: 'is not a time to stop in',
        }),
      ),
      tolerations: nonEmpty(at(scope, undefined, () => parseTolerations(props.tolerations ?? []))),
      ...(props.spread && { topologySpreadConstraints: spreadOver(props.spread) }),
      ...(volumes.length > 0 && { volumes: volumes.map(({ spec }) => spec) }),
    },
  };
}

/** Types tell already; the API server would refuse the pods, and so the workload would have none. */
function refuseProbes(scope: Construct, index: number, init: ContainerProps): void {
  const probe = (['liveness', 'readiness', 'startup'] as const).find((name) => init[name] !== undefined);
  if (!probe) return;
  fail(scope, `initContainers[${index}].${probe}`, {
    problem: 'is a probe of a container that runs to completion',
    fix: 'remove it, or make the container a sidecar',
  });
}

function priorityClass(name: string | undefined): string | undefined {
  return name === undefined ? undefined : checkName('dns-subdomain', name);
}

function renderAll(
  scope: Construct,
  prop: string,
  containers: readonly NamedContainerProps[] = [],
): readonly RenderedContainer[] {
  return containers.map((container, index) =>
    at(scope, `${prop}[${index}]`, () => renderContainer(container, container.name)),
  );
}

/**
 * Spreads over nodes and zones as evenly as may be, without keeping a pod from running where the cluster is small.
 * Each revision is spread for itself, so that a rollout does not count the pods that it replaces.
 */
function spreadOver(labels: StringMap): Plain<k8s.TopologySpreadConstraint>[] {
  return ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
    labelSelector: { matchLabels: labels },
    matchLabelKeys: ['pod-template-hash'],
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
  }));
}

function refuseSharedNames(scope: Construct, containers: readonly RenderedContainer[]): void {
  const names = new Set<string>();
  for (const { spec } of containers) {
    if (names.has(spec.name)) {
      fail(scope, undefined, {
        problem: 'has two containers with one name',
        given: spec.name,
        fix: 'name each init container and sidecar differently from the others and from the workload',
      });
    }
    names.add(spec.name);
  }
}

/** The containers of a pod share one network, in which a port is taken once. */
function refuseSharedPorts(scope: Construct, containers: readonly RenderedContainer[]): void {
  const names = new Map<number, string>();
  for (const { spec } of containers) {
    for (const { containerPort } of spec.ports ?? []) {
      const other = names.get(containerPort);
      if (other !== undefined) {
        fail(scope, 'ports', {
          problem: `is a port of container ${other} and of container ${spec.name}, which share one network`,
          given: containerPort,
          allowed: 'each port once in a pod',
        });
      }
      names.set(containerPort, spec.name);
    }
  }
}

/** Source: feature gate PodHostIPs, which is off before Kubernetes 1.29. */
function refuseUnknownFields(scope: Construct, containers: readonly RenderedContainer[]): void {
  if (Cluster.of(scope).atLeast('1.29')) return;
  const fields = containers.flatMap(({ spec }) => spec.env ?? []).map((entry) => entry.valueFrom?.fieldRef);
  if (!fields.some((field) => field?.fieldPath === 'status.hostIPs')) return;
  fail(scope, 'env', {
    problem: 'reads a field that pods have from Kubernetes 1.29 on',
    given: 'status.hostIPs',
    allowed: 'status.hostIP',
  });
}

function collectVolumes(scope: Construct, containers: readonly RenderedContainer[]): readonly Volume[] {
  const volumes = new Map<string, Volume>();
  for (const volume of containers.flatMap((container) => container.volumes)) {
    const other = volumes.get(volume.name);
    // The same text is not the same volume: two writable paths of one name would share a directory.
    if (
      other &&
      other !== volume &&
      (volume.isScratch || JSON.stringify(other.spec) !== JSON.stringify(volume.spec))
    ) {
      fail(scope, 'mounts', {
        problem: 'names two different volumes alike',
        given: volume.name,
        fix: 'rename one of them; a volume for a writable path is named after its container',
      });
    }
    volumes.set(volume.name, volume);
  }
  return [...volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The API server would accept the workload and then admit none of its pods, which shows only in events. */
function refuseWhatNamespaceRefuses(
  scope: Construct,
  containers: readonly RenderedContainer[],
  volumes: readonly Volume[],
): void {
  const namespace = namespaceScopeOf(scope);
  if (!namespace || namespace.podSecurity === PodSecurityLevel.PRIVILEGED) return;
  const fix = 'create the workload in a Namespace with a lower pod security level, set apart for it';
  const hostPath = volumes.find((volume) => volume.isHostPath);
  if (hostPath) {
    fail(scope, 'mounts', {
      problem: `mounts a directory of the node, which namespace ${namespace.name} does not admit`,
      given: namespace.podSecurity,
      allowed: PodSecurityLevel.PRIVILEGED,
      fix,
    });
  }
  if (namespace.podSecurity === PodSecurityLevel.BASELINE) return;
  const root = containers.find(({ spec }) => spec.securityContext?.runAsUser === 0);
  if (root) {
    fail(scope, 'runAsUser', {
      problem: `runs container ${root.spec.name} as root, which namespace ${namespace.name} does not admit`,
      given: 0,
      allowed: 'a user id from 1 on',
      fix,
    });
  }
}
