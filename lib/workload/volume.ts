import type { k8s } from 'cdk8s-plus-28';
import { PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import type { Plain } from '../core/plain';
import { parseBytes } from '../core/values/bytes';
import type { QuantityLike } from '../core/values/quantity';
import { checkAbsolute, isRoot } from './path';

/** A volume of a pod. */
export class Volume {
  /**
   * An empty directory that lives as long as the pod.
   * @param sizeLimit what it may hold before the pod is evicted
   * @throws PlatformError for a size that leaves nothing
   */
  static emptyDir(name: string, sizeLimit: QuantityLike): Volume {
    const limit = parseBytes(sizeLimit);
    if (limit.isNegative || limit.isZero) {
      throw new PlatformError({
        problem: 'leaves nothing',
        given: String(sizeLimit),
        allowed: 'more than zero',
      });
    }
    return new Volume(name, { emptyDir: { sizeLimit: limit.toString() } });
  }

  /** The keys of a ConfigMap as files. */
  static configMap(name: string, configMapName: string): Volume {
    return new Volume(name, { configMap: { name: checkName('dns-subdomain', configMapName) } });
  }

  /** The keys of a Secret as files. */
  static secret(name: string, secretName: string): Volume {
    return new Volume(name, { secret: { secretName: checkName('dns-subdomain', secretName) } });
  }

  /** A claim of the same namespace. */
  static persistentVolumeClaim(name: string, claimName: string): Volume {
    return new Volume(name, { persistentVolumeClaim: { claimName: checkName('dns-subdomain', claimName) } });
  }

  /**
   * A directory of the node, which must exist. Only namespaces with pod security level privileged admit it; a
   * {@link Mount} of it is read-only unless it says otherwise.
   * @throws PlatformError for a path that is not absolute, and for the root of the node in any spelling
   */
  static hostPath(name: string, path: string): Volume {
    if (isRoot(checkAbsolute(path))) {
      throw new PlatformError({
        problem: 'is the whole node, the credentials of its kubelet among it',
        given: path,
        allowed: 'a directory below the root of the node',
      });
    }
    return new Volume(name, { hostPath: { path: checkAbsolute(path), type: 'Directory' } });
  }

  private constructor(
    /** Name of the volume in the pod. */
    readonly name: string,
    private readonly source: Plain<Omit<k8s.Volume, 'name'>>,
  ) {
    checkName('dns-label', name);
  }

  /** Whether it is an empty directory, which only those share that were given the very same one. */
  get isScratch(): boolean {
    return this.source.emptyDir !== undefined;
  }

  /** Whether it is a directory of the node. */
  get isHostPath(): boolean {
    return this.source.hostPath !== undefined;
  }

  /** The volume as a pod renders it. */
  get spec(): Plain<k8s.Volume> {
    return { name: this.name, ...this.source };
  }
}

/** Where a container sees a volume. */
export interface Mount {
  /** The volume. */
  readonly volume: Volume;
  /** Absolute path in the container. */
  readonly path: string;
  /**
   * Whether the container may only read it.
   * @default - true for a directory of the node, false for any other volume
   */
  readonly readOnly?: boolean;
}
