import { CLUSTER, cluster } from '../../../apps/platform/cluster';
import { platform } from '../../../apps/platform/main';
import {
  Cluster,
  type Manifest,
  type NetworkMatrix,
  networkMatrix,
  ObjectIndex,
  RenderedObject,
} from '../../../lib';
import { networkIsolationCheck } from '../../../lib/tenancy/isolation/network-check';

type Json = Record<string, unknown>;

interface Mutation {
  readonly name: string;
  readonly objects: readonly RenderedObject[];
}

const app = platform(cluster);
const objects = app.units().flatMap((unit) => unit.objects);
const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');

/** Objects in which one policy is another. */
function replaced(policy: RenderedObject, name: string, change: (spec: Json) => void): Mutation {
  const manifest = structuredClone(policy.manifest) as Manifest & { spec: Json };
  change(manifest.spec);
  return {
    name: `${policy.namespace}/${policy.name}: ${name}`,
    objects: objects.map((object) =>
      object === policy ? new RenderedObject(object.path, manifest) : object,
    ),
  };
}

/** Every way to let a peer be more than it is. */
function widerPeers(peer: Json): readonly (readonly [string, Json | undefined])[] {
  if (peer.ipBlock) {
    const { cidr } = peer.ipBlock as { cidr: string };
    const everyone = { ipBlock: { cidr: cidr.includes(':') ? '::/0' : '0.0.0.0/0' } };
    return [
      ['every address', everyone],
      ['anyone', undefined],
    ];
  }
  return [
    ['every namespace', { ...peer, namespaceSelector: {} }],
    ...(peer.podSelector ? [['every pod', { namespaceSelector: peer.namespaceSelector }] as const] : []),
    ['every pod of every namespace', { namespaceSelector: {} }],
    ['anyone', undefined],
  ];
}

const removals: readonly Mutation[] = policies.map((policy) => ({
  name: `${policy.namespace}/${policy.name} is removed`,
  objects: objects.filter((object) => object !== policy),
}));

const widenings: readonly Mutation[] = policies.flatMap((policy) =>
  (['ingress', 'egress'] as const).flatMap((direction) => {
    const list = direction === 'ingress' ? 'from' : 'to';
    const rules = ((policy.manifest.spec as Json)[direction] ?? []) as readonly Json[];
    return rules.flatMap((rule, ruleIndex) =>
      ((rule[list] ?? []) as readonly Json[]).flatMap((peer, peerIndex) =>
        widerPeers(peer).map(([name, wider]) =>
          replaced(policy, `${direction}[${ruleIndex}].${list}[${peerIndex}] is ${name}`, (spec) => {
            const changed = (spec[direction] as Json[])[ruleIndex] as Json;
            if (wider) (changed[list] as Json[])[peerIndex] = wider;
            else delete changed[list];
          }),
        ),
      ),
    );
  }),
);

const others: readonly Mutation[] = policies.flatMap((policy) =>
  (['ingress', 'egress'] as const).flatMap((direction) => {
    const rules = ((policy.manifest.spec as Json)[direction] ?? []) as readonly Json[];
    return rules.flatMap((rule, index) => {
      if (!rule.ports) return [];
      const open = (spec: Json): void => {
        delete ((spec[direction] as Json[])[index] as Json).ports;
      };
      return [replaced(policy, `${direction}[${index}] is on every port`, open)];
    });
  }),
);

const stops = (mutated: readonly RenderedObject[]): boolean =>
  networkIsolationCheck(app)(new ObjectIndex(mutated)).some(({ severity }) => severity !== 'warning');
const matrixOf = (mutated: readonly RenderedObject[]) =>
  networkMatrix(new ObjectIndex(mutated), new Cluster(CLUSTER));
const unmutated = matrixOf(objects);

/** What a matrix says is possible, without what makes it so. */
const reachable = ({ rows }: NetworkMatrix): string =>
  JSON.stringify(rows.map(({ from, to, connections }) => [from, to, connections]));
const alone = ({ sides }: NetworkMatrix): string =>
  JSON.stringify(sides.map((side) => ({ ...side, by: [] })));
const [reachableBefore, aloneBefore] = [reachable(unmutated), alone(unmutated)];

/** How a mutation is detected first. */
function detection({ objects: mutated }: Mutation): 'synth' | 'connections' | 'side' | 'nothing' {
  if (stops(mutated)) return 'synth';
  const matrix = matrixOf(mutated);
  if (reachable(matrix) !== reachableBefore) return 'connections';
  return alone(matrix) === aloneBefore ? 'nothing' : 'side';
}

test('the reference platform is isolated without any mutation', () => {
  expect(stops(objects)).toBe(false);
});

// The figures are told in docs/tenancy/network.md.
test.each([
  ['removing any one policy', removals, { synth: 3, connections: 14 }],
  ['widening any one peer', widenings, { synth: 94, connections: 46, side: 6 }],
  ['opening every port of any one rule', others, { connections: 34, side: 8 }],
])('%s is detected: it stops synth, or the matrix differs', (_, mutations, figures) => {
  const by = mutations.map((mutation) => [detection(mutation), mutation.name] as const);
  expect(by.filter(([found]) => found === 'nothing')).toEqual([]);
  const counts: Record<string, number> = {};
  for (const [found] of by) counts[found] = (counts[found] ?? 0) + 1;
  expect(counts).toEqual(figures);
});

test('what changes nothing is not detected', () => {
  const [policy] = policies as [RenderedObject];
  const same = replaced(policy, 'is written otherwise', (spec) => {
    spec.podSelector = { ...(spec.podSelector as Json), matchExpressions: [] };
  });
  expect(detection(same)).toBe('nothing');
});
