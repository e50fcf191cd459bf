import type { Manifest } from '../../../lib';
import { written } from '../../support/apps';
import { own } from './guard-rails/bindings';
import { inOrder } from './order';

const known = new Map<string, readonly Manifest[]>();

/**
 * The objects that an app of this repository writes for a version of Kubernetes, in the order of their waves; its admission
 * policies under names of their own, and in its own namespaces alone: files share the servers.
 */
export function objectsOf(app: string, kubernetes: string): readonly Manifest[] {
  return own(app, writtenBy(app, kubernetes));
}

/** The objects that an app writes for a version of Kubernetes, as they are, in the order of their waves. */
export function writtenBy(app: string, kubernetes: string): readonly Manifest[] {
  const key = `${app} ${kubernetes}`;
  const objects = known.get(key) ?? inOrder(written(app, kubernetes));
  known.set(key, objects);
  return objects;
}

/** The objects of the reference platform for a version of Kubernetes. */
export function referencePlatform(kubernetes: string): readonly Manifest[] {
  return objectsOf('platform', kubernetes);
}
