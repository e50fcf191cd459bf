import { inProp } from '../core/errors';
import { checkName } from '../core/names';
import { checkDestination, type Destination } from './destination';

/** A ServiceAccount of the cluster that is delivered to. */
export interface ServiceAccountName {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
}

/** The account that Argo CD syncs as to a namespace, where it impersonates. */
export interface SyncServiceAccount extends Destination {
  /** The ServiceAccount. */
  readonly serviceAccount: ServiceAccountName;
}

/**
 * An account as the spec of a project has it. Its namespace is stated: Argo CD would otherwise take the one that the
 * Application is delivered to.
 * @throws PlatformError without a path for a server, namespace or name that is a pattern or not valid
 */
export function renderServiceAccount({
  serviceAccount,
  ...destination
}: SyncServiceAccount): Required<Destination> & { readonly defaultServiceAccount: string } {
  const { namespace, name } = checkServiceAccount(serviceAccount);
  return { ...checkDestination(destination), defaultServiceAccount: `${namespace}:${name}` };
}

/**
 * Returns the name of an account when it can be one.
 * @throws PlatformError without a path when it cannot
 */
export function checkServiceAccount({ namespace, name }: ServiceAccountName): ServiceAccountName {
  return {
    namespace: inProp('namespace', () => checkName('dns-label', namespace)),
    name: inProp('name', () => checkName('dns-subdomain', name)),
  };
}
