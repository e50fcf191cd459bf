import type { Permissions } from '../../../../lib/operator';

/**
 * Holds what is granted against what is to be done: each duty that nothing is granted for is a finding, and so is each
 * verb that is granted for no duty.
 */
export function coverage(granted: Permissions, duties: Permissions): readonly string[] {
  const [having, needing] = [verbsOf(granted), verbsOf(duties)];
  return [
    ...[...needing].filter((verb) => !having.has(verb)).map((verb) => `not granted: ${verb}`),
    ...[...having].filter((verb) => !needing.has(verb)).map((verb) => `for no duty: ${verb}`),
  ];
}

function verbsOf(permissions: Permissions): ReadonlySet<string> {
  const places = Object.entries(permissions) as [keyof Permissions, Permissions[keyof Permissions]][];
  return new Set(
    places.flatMap(([place, list]) =>
      list.flatMap(({ group, resource, verbs, resourceNames = ['*'] }) =>
        verbs.flatMap((verb) =>
          resourceNames.map((name) => `${place}: ${verb} ${group || 'v1'}/${resource} ${name}`),
        ),
      ),
    ),
  );
}
