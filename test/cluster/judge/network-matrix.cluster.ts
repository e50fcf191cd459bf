import type { Manifest } from '../../../lib';
import { connects } from '../../network/matrix/brute-force';
import { matrixOf, namespace } from '../../network/matrix/support';
import { describeEachVersion } from '../bed/clusters';
import { cyclonus } from '../binaries/locate';
import { NAMESPACES, POLICY_SETS, type PolicySet } from '../fixtures/network-policies';
import { askCyclonus, askMatrix, disagreements, TRAFFIC } from './network-matrix';

const program = cyclonus();
if (!program && process.env.CDK8S_PLATFORM_REQUIRE_CLUSTERS) throw new Error('cyclonus is not built');
const namespaces = Object.entries(NAMESPACES).map(([name, labels]) => namespace(name, labels));
const cases = POLICY_SETS.map((set): [string, PolicySet] => [set.name, set]);

/** Tags of cyclonus' tests that are of what happens to a cluster while they run, or of no feature of policies. */
const BEYOND = /^(create|delete|update|set)-|^(action|example|upstream-e2e|miscellaneous)$/;
const TAGS = [
  ...['target-namespace', 'target-pod-selector', 'ingress', 'egress', 'policy-stack', 'rule', 'conflict'],
  ...['deny-all', 'allow-all', 'any-peer', 'any-port-protocol', 'multi-peer', 'multi-port/protocol'],
  ...['all-pods', 'pods-by-label', 'all-namespaces', 'namespaces-by-label', 'policy-namespace'],
  ...[
    'namespaces-by-default-label',
    'ip-block-no-except',
    'ip-block-with-except',
    'any-port',
    'numbered-port',
  ],
  ...['named-port', 'end-port', 'tcp', 'udp', 'sctp', 'pathological', 'direction', 'policy-types'],
];

test('there are at least 50 sets of policies, and each tag of policies is of some', () => {
  expect(POLICY_SETS.length).toBeGreaterThanOrEqual(50);
  const tags = new Set(POLICY_SETS.flatMap((set) => set.tags).filter((tag) => !BEYOND.test(tag)));
  expect([...tags].sort()).toEqual([...TAGS].sort());
});

// What the server stores has the policyTypes that it gives a policy without: cyclonus reads none without.
describeEachVersion('the network matrix and cyclonus', (client) => {
  const whenBuilt = program ? test : test.skip;
  const stored = async (policies: readonly Manifest[]): Promise<readonly Manifest[]> =>
    Promise.all(
      policies.map(async (policy) => {
        const { status, body } = await client.create(policy, { dryRun: 'All' });
        if (status !== 201) throw new Error(`${policy.metadata.name}: ${status} ${body.message}`);
        return body;
      }),
    );

  beforeAll(() => Promise.all(namespaces.map((each) => client.apply(each))));

  whenBuilt.each(cases)('agree on all traffic of: %s', async (_, { policies }) => {
    const matrix = askMatrix(matrixOf([...namespaces, ...policies]), TRAFFIC);
    const oracle = askCyclonus(program ?? '', await stored(policies), TRAFFIC);
    expect(disagreements(TRAFFIC, ['matrix', matrix], ['cyclonus', oracle])).toEqual([]);
  });
});

test.each(cases)('the matrix and a reading of each policy for each port agree on: %s', (_, { policies }) => {
  const pods = TRAFFIC.filter(({ from, to }) => typeof from !== 'string' && typeof to !== 'string');
  const read = pods.map(({ from, to, question: { protocol, port } }) =>
    typeof from === 'string' || typeof to === 'string' ? false : connects(policies, from, to, protocol, port),
  );
  const matrix = askMatrix(matrixOf([...namespaces, ...policies]), pods);
  expect(disagreements(pods, ['matrix', matrix], ['reading', read])).toEqual([]);
});

test('a disagreement would be told', () => {
  const [deny, open] = [POLICY_SETS[1] as PolicySet, POLICY_SETS[0] as PolicySet];
  const [shut, all] = [deny, open].map(({ policies }) =>
    askMatrix(matrixOf([...namespaces, ...policies]), TRAFFIC),
  );
  const told = disagreements(TRAFFIC, ['one', shut ?? []], ['other', all ?? []]);
  expect(told).toContain('blue/web -> red/db TCP 80: one false, other true');
});
