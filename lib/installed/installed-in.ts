import { inProp } from '../core/errors';
import type { InstalledSoftware } from '../core/installed-software';
import { checkName } from '../core/names';

/**
 * The same software, installed in another namespace than its default: `installedIn('streaming', STRIMZI)`.
 * @throws PlatformError for what is not the name of a namespace
 */
export function installedIn(namespace: string, software: InstalledSoftware): InstalledSoftware {
  inProp('namespace', () => checkName('dns-label', namespace));
  return {
    ...software,
    namespaces: [namespace],
    ready: software.ready?.map((object) => (object.namespace ? { ...object, namespace } : object)),
  };
}
