import type { Image } from '../core/values/image';
import type { QuantityLike } from '../core/values/quantity';
import type { Env } from './env';
import type { NamedContainerProps } from './pod';
import type { ComputeResources } from './resources';
import { type Mount, Volume } from './volume';
import { volumeName } from './volume-name';

/** Props of {@link LogSidecar}. */
export interface LogSidecarProps {
  /** Image of the log shipper. */
  readonly image: string | Image;
  /** Directory that the main container writes its log files to. */
  readonly directory: string;
  /**
   * Name of the sidecar.
   * @default 'log-shipper'
   */
  readonly name?: string;
  /**
   * What the log files may take before the pod is evicted.
   * @default '256Mi'
   */
  readonly sizeLimit?: QuantityLike;
  /**
   * Arguments of the log shipper.
   * @default - the image's own
   */
  readonly args?: readonly string[];
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: Env;
  /**
   * What it asks for and may use at most.
   * @default - the defaults of the namespace's LimitRange, where there is one
   */
  readonly resources?: ComputeResources;
  /**
   * Directories that it may write to, for its buffers and positions.
   * @default - none
   */
  readonly writablePaths?: readonly string[];
}

/**
 * A sidecar that ships the log files of the main container: both see one directory, which the main container
 * writes and the sidecar may only read.
 *
 * Give {@link container} to `sidecars` of the workload and {@link mount} to its `mounts`.
 */
export class LogSidecar {
  /** The sidecar. */
  readonly container: NamedContainerProps;
  /** The log directory, as the main container mounts it. */
  readonly mount: Mount;

  constructor(props: LogSidecarProps) {
    const { directory, sizeLimit = '256Mi', name = 'log-shipper', ...container } = props;
    this.mount = { volume: Volume.emptyDir(volumeName(name, '/logs'), sizeLimit), path: directory };
    this.container = { ...container, name, mounts: [{ ...this.mount, readOnly: true }] };
  }
}
