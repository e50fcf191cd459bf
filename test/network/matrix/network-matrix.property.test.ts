import fc from 'fast-check';
import type { Manifest } from '../../../lib/core';
import type { Protocol } from '../../../lib/network';
import { connects, type Pod } from './brute-force';
import { matrixOf, namespace, policy, type Spec } from './support';

const KEYS = ['a', 'b'];
const VALUES = ['x', 'y'];
/** A value that no selector names stands for all of those. */
const OTHER = 'z';
const NAMESPACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  red: { a: 'x' },
  blue: { a: 'y', b: 'x' },
};
const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const PORTS = [79, 80, 81, 82, 90, 8080];
const NAMED = [{ name: 'web', port: 8080, protocol: 'TCP' }] as const;

const selector = fc
  .record(
    {
      matchLabels: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), { maxKeys: 2 }),
      matchExpressions: fc.array(
        fc.oneof(
          fc.record({
            key: fc.constantFrom(...KEYS),
            operator: fc.constantFrom('In', 'NotIn'),
            values: fc.subarray(VALUES, { minLength: 1 }),
          }),
          fc.record({
            key: fc.constantFrom(...KEYS),
            operator: fc.constantFrom('Exists', 'DoesNotExist'),
          }),
        ),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: [] },
  )
  .map((value) => ({ ...value }));

const byName = fc.subarray([...Object.keys(NAMESPACES), 'green'], { minLength: 1 }).map((values) => ({
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }],
}));
const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: fc.oneof(selector, byName) }),
  fc.record({ podSelector: selector, namespaceSelector: fc.oneof(selector, byName) }),
);
const port = fc.oneof(
  fc.record({ port: fc.constantFrom(80, 82) }, { requiredKeys: [] }),
  fc.record({ port: fc.constantFrom(80, 82), protocol: fc.constantFrom(...PROTOCOLS) }),
  fc.record({ port: fc.constant(80), endPort: fc.constantFrom(80, 81, 90) }),
  fc.record({ port: fc.constantFrom('web', 'none') }),
);
const rule = (peers: 'from' | 'to') =>
  fc.record(
    { [peers]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
    { requiredKeys: [] },
  );
const spec: fc.Arbitrary<Spec> = fc.record(
  {
    podSelector: selector,
    policyTypes: fc.subarray(['Ingress', 'Egress']),
    ingress: fc.array(rule('from'), { maxLength: 2 }),
    egress: fc.array(rule('to'), { maxLength: 2 }),
  },
  { requiredKeys: ['podSelector'] },
);
const policies = fc
  .array(fc.tuple(fc.constantFrom(...Object.keys(NAMESPACES)), spec), { maxLength: 5 })
  .map((list) => list.map(([place, each], index) => policy(place, `policy-${index}`, each)));

const APP = Object.entries(NAMESPACES).map(([name, labels]) => namespace(name, labels));

/** Every labelling by the keys and values that selectors name, one more value, and no value. */
const LABELLINGS = KEYS.reduce<readonly Readonly<Record<string, string>>[]>(
  (some, key) =>
    some.flatMap((labels) => [labels, ...[...VALUES, OTHER].map((value) => ({ ...labels, [key]: value }))]),
  [{}],
);

/** Namespaces that the app does not know, with every labelling. */
const OTHERS = LABELLINGS.map((labels, index) => ({ name: `other-${index}`, labels }));

const pod = (name: string, labels: Pod['labels'], of = NAMESPACES[name] ?? {}): Pod => ({
  namespace: name,
  namespaceLabels: { ...of, 'kubernetes.io/metadata.name': name },
  labels,
  ports: NAMED,
});

const questions = PROTOCOLS.flatMap((protocol) => PORTS.map((number) => [protocol, number] as const));

function truth(list: readonly Manifest[], from: readonly Pod[], to: readonly Pod[]): readonly string[] {
  return questions
    .filter(([protocol, number]) =>
      from.some((source) => to.some((target) => connects(list, source, target, protocol, number))),
    )
    .map(String);
}

const RUNS = { numRuns: 300 };

test('pods of known labels connect exactly where a reading of each policy for each port says so', () => {
  const labelling = fc.constantFrom(...LABELLINGS);
  const place = fc.constantFrom(...Object.keys(NAMESPACES));
  fc.assert(
    fc.property(
      policies,
      place,
      labelling,
      place,
      labelling,
      (list, fromName, fromLabels, toName, toLabels) => {
        const set = matrixOf([...APP, ...list]).connections(
          { namespace: fromName, labels: fromLabels },
          { namespace: toName, labels: toLabels, ports: NAMED },
        );
        const said = questions.filter(([protocol, number]) => set.has(protocol, number)).map(String);
        expect(said).toEqual(truth(list, [pod(fromName, fromLabels)], [pod(toName, toLabels)]));
      },
    ),
    { numRuns: 1000 },
  );
});

test('some pods of two namespaces connect if and only if two do of every labelling there is', () => {
  fc.assert(
    fc.property(policies, (list) => {
      const matrix = matrixOf([...APP, ...list]);
      for (const from of Object.keys(NAMESPACES)) {
        for (const to of Object.keys(NAMESPACES)) {
          const set = matrix.connections({ namespace: from }, { namespace: to, ports: NAMED });
          const said = questions.filter(([protocol, number]) => set.has(protocol, number)).map(String);
          const all = (name: string) => LABELLINGS.map((labels) => pod(name, labels));
          expect(said).toEqual(truth(list, all(from), all(to)));
        }
      }
    }),
    RUNS,
  );
});

test('a namespace that the app does not know connects if and only if one does of every labelling there is', () => {
  fc.assert(
    fc.property(policies, fc.constantFrom(...Object.keys(NAMESPACES)), (list, to) => {
      const set = matrixOf([...APP, ...list]).connections(
        { namespace: '*' },
        { namespace: to, ports: NAMED },
      );
      const said = questions.filter(([protocol, number]) => set.has(protocol, number)).map(String);
      const others = OTHERS.flatMap(({ name, labels }) => LABELLINGS.map((own) => pod(name, own, labels)));
      const all = LABELLINGS.map((labels) => pod(to, labels));
      expect(said).toEqual(truth(list, others, all));
    }),
    { numRuns: 100 },
  );
});

test('the list of connections holds every pair of namespaces that connect, and no other', () => {
  fc.assert(
    fc.property(policies, (list) => {
      const matrix = matrixOf([...APP, ...list]);
      const names = [...matrix.namespaces.keys()];
      for (const from of names) {
        for (const to of names) {
          const listed = matrix.edges
            .filter(
              ({ egress, ingress }) =>
                egress.some(({ namespace: { name } }) => name === from) &&
                ingress.some(({ namespace: { name } }) => name === to),
            )
            .reduce<string>((text, { connections }) => text + connections.toString(), '');
          const asked = matrix.connections({ namespace: from }, { namespace: to });
          expect(listed === '').toBe(asked.isEmpty);
        }
      }
    }),
    RUNS,
  );
});
