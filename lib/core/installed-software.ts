import type { ApiResource } from './api-resources';
import { inProp } from './errors';
import { checkName } from './names';

/** An object that tells by a condition of its status whether software is ready, as `kubectl wait` asks for it. */
export interface Readiness {
  /** Kind of the object: `apps/Deployment`. */
  readonly kind: string;
  /**
   * Namespace of the object.
   * @default - none; it is cluster-scoped
   */
  readonly namespace?: string;
  /** Name of the object. */
  readonly name: string;
  /** Type of the condition that is `True` when it is ready: `Available`, `Established`. */
  readonly condition: string;
}

/** Software that a cluster has, whoever installed it. */
export interface InstalledSoftware {
  /** Name by which messages speak of it: `cert-manager`. */
  readonly name: string;
  /** Kinds that it defines. */
  readonly kinds: readonly ApiResource[];
  /**
   * Namespaces that it runs in.
   * @default - none
   */
  readonly namespaces?: readonly string[];
  /**
   * What is ready once it can be used.
   * @default - nothing is waited for
   */
  readonly ready?: readonly Readiness[];
}

/**
 * Returns the software when its namespaces can be.
 * @throws PlatformError without a path when one cannot
 */
export function checkInstalled(software: InstalledSoftware): InstalledSoftware {
  for (const name of software.namespaces ?? [])
    inProp(`${software.name}.namespaces`, () => checkName('dns-label', name));
  return software;
}
