import { Chart } from 'cdk8s';
import fc from 'fast-check';
import { Namespace } from '../../lib/core';
import { Allowance, type ConnectionTarget, Peer } from '../../lib/network';
import { NodeAgent, WebService, type Workload } from '../../lib/workload';
import { newApp } from '../core/support';
import { policiesOf } from '../network/policies';

const NAMES = ['a', 'b', 'c'] as const;

/** Three services, each on a port and in a namespace of its own. */
function services(): readonly WebService[] {
  const app = newApp();
  return NAMES.map(
    (name, index) =>
      new WebService(new Namespace(new Chart(app, name), `of-${name}`), name, {
        image: `${name}:1`,
        port: 8000 + index,
      }),
  );
}

const podsOf = (name: string): object =>
  Peer.pods(`of-${name}`, {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': 'web',
  }).spec;

describe('a workload', () => {
  it('may resolve names and nothing more, and nobody may connect to it', () => {
    const [a] = services();
    for (const { ingress, egress } of Object.values(policiesOf(a as Workload))) {
      expect(ingress).toBeUndefined();
      expect(egress.flatMap(({ ports }) => ports?.map(({ port }) => port))).toEqual([53, 53, 53, 53]);
    }
  });

  it('lets itself be named by others', () => {
    const [a] = services();
    expect(a?.peer.spec).toEqual(podsOf('a'));
  });
});

describe('a connection from one workload to another', () => {
  it('opens the way on both sides, and nothing else', () => {
    const [a, b] = services() as [WebService, WebService];
    const before = policiesOf(a);
    a.connectTo(b);
    const { 'of-a/a': from, 'of-b/b': into, ...rest } = policiesOf(a);
    const { 'of-a/a': fromBefore, 'of-b/b': intoBefore, ...restBefore } = before;
    const ports = [{ port: 8001, protocol: 'TCP' }];

    expect(rest).toEqual(restBefore);
    expect(from?.ingress).toEqual(fromBefore?.ingress);
    expect(into?.egress).toEqual(intoBefore?.egress);
    expect(into?.ingress).toEqual([{ from: [podsOf('a')], ports }]);
    const opened = from?.egress.filter(
      (rule) => !fromBefore?.egress.some((old) => JSON.stringify(old) === JSON.stringify(rule)),
    );
    expect(opened).toEqual([{ to: [podsOf('b')], ports }]);
    expect(from?.egress).toHaveLength((fromBefore?.egress.length ?? 0) + 1);
  });

  it('is the same however often and in whatever order it is declared', () => {
    const pair = fc.tuple(fc.nat(2), fc.nat(2));
    const permuted = fc
      .array(pair, { maxLength: 6 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
        ),
      );
    const declared = (pairs: readonly (readonly [number, number])[]): unknown => {
      const all = services();
      for (const [from, to] of pairs) all[from]?.connectTo(all[to] as ConnectionTarget);
      return policiesOf(all[0] as Workload);
    };
    fc.assert(
      fc.property(permuted, ([one, other]) => expect(declared(other)).toEqual(declared(one))),
      { numRuns: 30 },
    );
  });

  it('may be opened by an agent, or to a target of another kind', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart', { namespace: 'of-agent' });
    const agent = new NodeAgent(chart, 'agent', { image: 'agent:1' });
    const opened: Allowance[] = [];
    const target: ConnectionTarget = {
      peer: Peer.pods('logs', { app: 'store' }),
      servicePorts: [{ port: 514, protocol: 'UDP' }],
      allowFrom: (...allowances) => void opened.push(...allowances),
    };
    agent.connectTo(target);
    expect(policiesOf(chart)['of-agent/agent']?.egress).toContainEqual({
      to: [target.peer.spec],
      ports: [{ port: 514, protocol: 'UDP' }],
    });
    expect(opened).toEqual([Allowance.of(agent.peer, target.servicePorts)]);
  });
});

describe('a way that is opened by hand', () => {
  it('is open on that side alone', () => {
    const [a, b] = services() as [WebService, WebService];
    const before = policiesOf(a);
    a.allowFrom(Allowance.of(b.peer, [8000]));
    a.allowTo(Allowance.of(Peer.cidr('192.0.2.0/24'), [443]));
    const { 'of-a/a': policy, ...rest } = policiesOf(a);
    expect(rest).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'of-a/a')));
    expect(policy?.ingress).toEqual([{ from: [podsOf('b')], ports: [{ port: 8000, protocol: 'TCP' }] }]);
    expect(policy?.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '192.0.2.0/24' } }],
      ports: [{ port: 443, protocol: 'TCP' }],
    });
  });
});
