import type { InstalledSoftware, Readiness } from '../core/installed-software';

/**
 * Commands that wait until software is ready, for a CI job or a runbook: one for each kind, namespace and condition.
 *
 * `kubectl wait` fails at once for an object that is not there yet, so they belong after what installs it.
 * @param timeout how long each command waits at most, as `kubectl` takes it
 * @returns lines of a shell; none where the software does not say what is ready
 */
export function kubectlWait({ ready = [] }: InstalledSoftware, timeout = '5m'): readonly string[] {
  const names = new Map<string, string[]>();
  for (const object of ready) {
    const flags = flagsOf(object, timeout);
    names.set(flags, [...(names.get(flags) ?? []), `${resourceOf(object)}/${object.name}`]);
  }
  return [...names].map(([flags, objects]) => `kubectl wait ${flags} ${objects.join(' ')}`);
}

function flagsOf({ namespace, condition }: Readiness, timeout: string): string {
  return [`--for=condition=${condition}`, `--timeout=${timeout}`, namespace && `--namespace=${namespace}`]
    .filter(Boolean)
    .join(' ');
}

/** A kind with its group, as `kubectl` tells it from others of its name: `deployment.apps`. */
function resourceOf({ kind: groupKind }: Readiness): string {
  const [group = '', kind = ''] = groupKind.split('/');
  return group === 'v1' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}
