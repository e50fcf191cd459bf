import type { Construct } from 'constructs';
import { at } from '../core/errors';
import { emit } from '../core/kube-object';
import { parsePort } from '../core/values/port';
import { fromMonitoring } from '../network/flows';
import type { ContainerProps } from './container';
import { checkDistinct } from './path';
import { type PodOptions, renderPodTemplate } from './pod';
import type { Toleration } from './toleration';
import { type Mount, Volume } from './volume';
import { volumeName } from './volume-name';
import { Workload } from './workload';

/** Props of {@link NodeAgent}. */
export interface NodeAgentProps
  extends Omit<PodOptions, 'tolerations'>,
    Omit<ContainerProps, 'name' | 'ports'> {
  /**
   * Name of every object of the agent.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Directories of the node that the agent reads, at the same path in its container; never writable.
   * @default - none
   */
  readonly hostPaths?: readonly string[];
  /**
   * Port that it serves metrics on, to the cluster's monitoring alone.
   * @default - no metrics
   */
  readonly metricsPort?: number;
  /**
   * Taints that the agent tolerates.
   * @default - that of control plane nodes
   */
  readonly tolerations?: readonly Toleration[];
}

const CONTROL_PLANE: Toleration = {
  key: 'node-role.kubernetes.io/control-plane',
  operator: 'Exists',
  effect: 'NoSchedule',
};

/**
 * An agent on every node: DaemonSet, ServiceAccount and NetworkPolicy. It replaces one node's pod at a time.
 *
 * Directories of the node are admitted only in a namespace with pod security level privileged, so it wants a
 * `Namespace` of its own.
 */
export class NodeAgent extends Workload {
  constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id, props.name ?? id, 'node-agent');
    const { name, labels, selector } = this;
    const { metricsPort } = props;
    if (metricsPort !== undefined) at(this, 'metricsPort', () => parsePort(metricsPort));
    emit(
      this,
      'DaemonSet',
      'apps/DaemonSet',
      { name, labels },
      {
        spec: {
          selector: { matchLabels: selector },
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
          template: renderPodTemplate(this, {
            ...props,
            name,
            labels,
            serviceAccountName: name,
            tolerations: props.tolerations ?? [CONTROL_PLANE],
            container: {
              ...props,
              name,
              mounts: [...(props.mounts ?? []), ...this.hostMounts(props.hostPaths ?? [])],
              ports: metricsPort === undefined ? undefined : [{ name: 'metrics', port: metricsPort }],
            },
          }),
        },
      },
    );
    if (metricsPort !== undefined) this.allowFrom(...fromMonitoring(this, [metricsPort]));
  }

  private hostMounts(paths: readonly string[]): readonly Mount[] {
    return at(this, 'hostPaths', () =>
      checkDistinct(paths).map((path) => ({
        volume: Volume.hostPath(volumeName('host', path), path),
        path,
        readOnly: true,
      })),
    );
  }
}
