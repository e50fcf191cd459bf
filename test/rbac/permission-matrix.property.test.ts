import * as fc from 'fast-check';
import type { ResourceAttributes } from '../../lib';
import { isAll } from '../../lib/rbac/reach/reach';
import { binding, matrixOf, object, role, subject } from './support';

/** A small world, in which random roles meet random requests. */
const VERBS = ['get', 'list', 'create'];
const GROUPS = ['', 'apps'];
const RESOURCES = ['pods', 'deployments'];
const PARTS = ['scale', 'log'];
const NAMES = ['one', 'two'];
const NAMESPACES = ['alpha', 'beta'];
const ROLES = ['r', 's', 't'];
const SUBJECTS = [
  'User jane',
  'User system:serviceaccount:alpha:robot',
  'Group developers',
  'Group system:authenticated',
  'Group system:serviceaccounts',
  'Group system:serviceaccounts:alpha',
  'ServiceAccount alpha/robot',
  'ServiceAccount beta/robot',
];
const ASKING = ['User jane', 'Group developers', 'ServiceAccount alpha/robot', 'ServiceAccount beta/robot'];

const some = (list: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...list), { minLength: 1, maxLength: 2 });
const rules = fc.array(
  fc.record({
    verbs: some([...VERBS, '*']),
    apiGroups: some([...GROUPS, '*']),
    resources: some([...RESOURCES, 'pods/log', 'deployments/scale', '*/scale', 'pods/*', '*']),
    resourceNames: fc.option(some(NAMES), { nil: undefined }),
  }),
  { maxLength: 2 },
);

interface World {
  readonly clusterRoles: readonly {
    readonly name: string;
    readonly rules: readonly Rule[];
    readonly part: boolean;
  }[];
  readonly roles: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly rules: readonly Rule[];
  }[];
  readonly whole: boolean;
  readonly bindings: readonly {
    readonly namespace: string | undefined;
    readonly kind: string;
    readonly role: string;
    readonly subjects: readonly string[];
  }[];
}

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
}

const worlds: fc.Arbitrary<World> = fc.record({
  clusterRoles: fc.uniqueArray(fc.record({ name: fc.constantFrom(...ROLES), rules, part: fc.boolean() }), {
    selector: ({ name }) => name,
  }),
  roles: fc.uniqueArray(
    fc.record({ name: fc.constantFrom(...ROLES), namespace: fc.constantFrom(...NAMESPACES), rules }),
    { selector: ({ name, namespace }) => `${namespace}/${name}` },
  ),
  whole: fc.boolean(),
  bindings: fc.array(
    fc.record({
      namespace: fc.constantFrom(undefined, ...NAMESPACES),
      kind: fc.constantFrom('Role', 'ClusterRole'),
      role: fc.constantFrom(...ROLES, 'whole', 'missing'),
      subjects: some(SUBJECTS),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const requests: fc.Arbitrary<ResourceAttributes> = fc.record({
  verb: fc.constantFrom(...VERBS),
  group: fc.constantFrom(...GROUPS),
  resource: fc.constantFrom(...RESOURCES),
  subresource: fc.constantFrom(undefined, ...PARTS),
  name: fc.constantFrom(undefined, ...NAMES),
  namespace: fc.constantFrom(undefined, ...NAMESPACES),
});

function renderedOf({ clusterRoles, roles, whole, bindings }: World) {
  return [
    ...clusterRoles.map(({ name, rules, part }) =>
      object('ClusterRole', name, { rules }, part ? { part: 'yes' } : {}),
    ),
    ...roles.map(({ name, namespace, rules }) => role(`${namespace}/${name}`, ...rules)),
    ...(whole
      ? [
          object('ClusterRole', 'whole', {
            aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] },
          }),
        ]
      : []),
    ...bindings.map(({ namespace, kind, role, subjects }, index) =>
      binding(
        namespace === undefined ? `b${index}` : `${namespace}/b${index}`,
        `${kind} ${role}`,
        ...subjects,
      ),
    ),
  ];
}

/** What a subject answers to, as the documentation says it: a table of who is in which group. */
const ANSWERS_TO: Readonly<Record<string, readonly string[]>> = {
  'User jane': ['User jane', 'Group system:authenticated'],
  'Group developers': ['Group developers', 'Group system:authenticated'],
  'ServiceAccount alpha/robot': [
    'ServiceAccount alpha/robot',
    'User system:serviceaccount:alpha:robot',
    'Group system:serviceaccounts',
    'Group system:serviceaccounts:alpha',
    'Group system:authenticated',
  ],
  'ServiceAccount beta/robot': [
    'ServiceAccount beta/robot',
    'Group system:serviceaccounts',
    'Group system:authenticated',
  ],
};

/**
 * The authorizer once more, by the words of the documentation: every rule is spelled out into all the requests of the
 * small world that it allows, and the answer is looked up.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
function spelledOut(world: World, who: string): ReadonlySet<string> {
  const allowed = new Set<string>();
  const wholeRules = world.clusterRoles.flatMap(({ part, rules }) => (part ? rules : []));
  for (const { namespace, kind, role, subjects } of world.bindings) {
    if (!subjects.some((subject) => ANSWERS_TO[who]?.includes(subject))) continue;
    // "A ClusterRoleBinding refers to a ClusterRole"; a Role is one of the namespace of the binding.
    const given =
      kind === 'Role'
        ? world.roles.find((own) => own.name === role && own.namespace === namespace)?.rules
        : role === 'whole'
          ? world.whole && wholeRules
          : world.clusterRoles.find(({ name }) => name === role)?.rules;
    // "If you reference a ClusterRole in a RoleBinding, it grants the permissions inside of its namespace."
    const places = namespace === undefined ? [undefined, ...NAMESPACES] : [namespace];
    for (const rule of given || [])
      for (const place of places) for (const line of linesOf(rule, place)) allowed.add(line);
  }
  return allowed;
}

function linesOf(
  { verbs, apiGroups, resources, resourceNames }: Rule,
  namespace: string | undefined,
): readonly string[] {
  const all = (list: readonly string[], world: readonly string[]) => (list.includes('*') ? world : list);
  const objects = resources.flatMap((resource) => {
    const every = RESOURCES.flatMap((plural) => [plural, ...PARTS.map((part) => `${plural}/${part}`)]);
    if (resource === '*') return every;
    return resource === '*/scale' ? every.filter((item) => item.endsWith('/scale')) : [resource];
  });
  const names = resourceNames ?? ['', ...NAMES];
  return all(verbs, VERBS).flatMap((verb) =>
    all(apiGroups, GROUPS).flatMap((group) =>
      objects.flatMap((item) => names.map((name) => [verb, group, item, name, namespace ?? ''].join('|'))),
    ),
  );
}

test('the matrix allows what the documentation spells out, and nothing else', () => {
  let allowed = 0;
  fc.assert(
    fc.property(worlds, fc.array(requests, { minLength: 20, maxLength: 20 }), (world, asked) => {
      const matrix = matrixOf(...renderedOf(world));
      for (const who of ASKING) {
        const expected = spelledOut(world, who);
        for (const request of asked) {
          const { verb, group = '', resource, subresource, name = '', namespace = '' } = request;
          const item = subresource === undefined ? resource : `${resource}/${subresource}`;
          const should = expected.has([verb, group, item, name, namespace].join('|'));
          expect({ who, request, may: matrix.may(subject(who), request) }).toEqual({
            who,
            request,
            may: should,
          });
          if (should) allowed++;
        }
      }
    }),
    { numRuns: 300 },
  );
  // A world in which nothing is allowed would agree with anything.
  expect(allowed).toBeGreaterThan(200);
});

test('what somebody comes to does not depend on the order of objects, and more bindings never take anything away', () => {
  fc.assert(
    fc.property(worlds, worlds, (world, more) => {
      const objects = renderedOf(world);
      const reached = (given: typeof objects, who: string) => matrixOf(...given).reach(subject(who));
      const rightsOf = (from: ReturnType<typeof reached>): readonly string[] =>
        from
          .flatMap(({ what, rights }) => rights.map(({ role, namespace }) => `${what} ${role} ${namespace}`))
          .sort();
      const added = more.bindings.map(({ namespace, kind, role, subjects }, index) =>
        binding(
          namespace === undefined ? `m${index}` : `${namespace}/m${index}`,
          `${kind} ${role}`,
          ...subjects,
        ),
      );
      for (const who of ASKING) {
        const before = rightsOf(reached(objects, who));
        expect(rightsOf(reached(objects.toReversed(), who))).toEqual(before);
        const after = reached([...objects, ...added], who);
        // Who comes to everything is asked no further.
        if (after.some(({ rights }) => isAll(rights))) continue;
        const lines = new Set(rightsOf(after));
        expect(before.filter((line) => !lines.has(line))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
