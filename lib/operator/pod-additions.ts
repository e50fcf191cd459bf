import type { ContainerPort } from '../workload/container';
import type { Mount } from '../workload/volume';

/** What a feature of an operator adds to its pods. */
export interface PodAdditions {
  /**
   * Ports that its container listens on.
   * @default - none
   */
  readonly ports?: readonly ContainerPort[];
  /** Volumes that its container sees. */
  readonly mounts: readonly Mount[];
}
