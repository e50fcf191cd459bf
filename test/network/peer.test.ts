import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Peer } from '../../lib/network';
import { messageOf } from '../core/support';

const NAMESPACE = 'kubernetes.io/metadata.name';

describe('a peer', () => {
  it('is pods by their labels, always with the namespace that they are in', () => {
    expect(Peer.pods('shop', { app: 'web' }).spec).toEqual({
      namespaceSelector: { matchLabels: { [NAMESPACE]: 'shop' } },
      podSelector: { matchLabels: { app: 'web' } },
    });
  });

  it('may be in several namespaces, in whatever order they are named', () => {
    expect(Peer.namespaces(['b', 'a', 'b']).spec).toEqual({
      namespaceSelector: { matchExpressions: [{ key: NAMESPACE, operator: 'In', values: ['a', 'b'] }] },
    });
    expect(Peer.namespaces(['a', 'a'])).toEqual(Peer.namespaces('a'));
  });

  it('is an address range, less the parts that are left out', () => {
    expect(Peer.cidr('10.0.0.0/8').spec).toEqual({ ipBlock: { cidr: '10.0.0.0/8' } });
    expect(Peer.cidr('2001:DB8::/32', ['2001:db8:2::/48', '2001:db8:1::/48']).spec).toEqual({
      ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48', '2001:db8:2::/48'] },
    });
  });

  it('leaves out nothing that it does not hold', () => {
    for (const outside of ['10.1.0.0/16', '0.0.0.0/0', '2001:db8::/32']) {
      expect(messageOf(() => Peer.cidr('10.0.0.0/16', ['10.0.1.0/24', outside]))).toBe(
        `leaves out a range that is not inside 10.0.0.0/16; given: "${outside}"; allowed: ranges inside 10.0.0.0/16`,
      );
    }
  });

  it.each<[string, () => Peer, RegExp]>([
    ['no label', () => Peer.pods('a', {}), /^is an empty selector/],
    ['a label without a value', () => Peer.pods('a', { 'role/admin': '' }), /^is an empty selector/],
    ['a label that is not valid', () => Peer.pods('a', { app: '-' }), /^is not a label value; given: "-"/],
    ['no namespace', () => Peer.namespaces([]), /^names no namespace; given: \[\]/],
    [
      'a namespace that is none',
      () => Peer.pods(['a', 'B'], { app: 'x' }),
      /^is not a valid name; given: "B"/,
    ],
    ['an empty namespace', () => Peer.namespaces(''), /^is not a valid name; given: ""/],
    ['a range that is none', () => Peer.cidr('10.0.0.1/8'), /^has bits set beyond the prefix length/],
  ])('is refused with %s', (_, make, message) => {
    expect(messageOf(make)).toMatch(message);
  });
});

describe('a peer from cdk8s-plus', () => {
  const charted = (namespace?: string): Chart => new Chart(new App(), 'chart', { namespace });
  const containers = [{ image: 'web' }];

  it.each([
    ['Deployment', (chart: Chart) => new kplus.Deployment(chart, 'web', { containers })],
    ['DaemonSet', (chart: Chart) => new kplus.DaemonSet(chart, 'web', { containers })],
    ['Pod', (chart: Chart) => new kplus.Pod(chart, 'web', { containers })],
  ])('is the pods of a %s, in the namespace of its chart', (_, make) => {
    const chart = charted('shop');
    const { podMetadata } = make(chart);
    const address = podMetadata.getLabel(kplus.Pod.ADDRESS_LABEL);
    expect(address).toMatch(/^chart-web-/);
    expect(Peer.of(make(charted('shop'))).spec).toEqual({
      namespaceSelector: { matchLabels: { [NAMESPACE]: 'shop' } },
      podSelector: { matchLabels: { [kplus.Pod.ADDRESS_LABEL]: address } },
    });
  });

  it('is a selection of pods by namespace names and labels', () => {
    const chart = charted();
    const namespaces = kplus.Namespaces.select(chart, 'namespaces', { names: ['b', 'a'] });
    const pods = kplus.Pods.select(chart, 'pods', { labels: { app: 'web' }, namespaces });
    expect(Peer.of(pods)).toEqual(Peer.pods(['a', 'b'], { app: 'web' }));
  });

  it('is refused when it has no namespace, with the way to give it one', () => {
    const deployment = new kplus.Deployment(charted(), 'web', { containers });
    expect(messageOf(() => Peer.of(deployment))).toBe(
      '[chart/web] cannot be a peer: its pods are not told by namespace names and labels; fix: give its Chart or its metadata a namespace, and select it by labels',
    );
  });

  it.each<[string, (chart: Chart, namespaces: kplus.Namespaces) => kplus.Pods]>([
    ['every pod', (chart, namespaces) => kplus.Pods.all(chart, 'pods', { namespaces })],
    [
      'an empty label, which would render as every pod',
      (chart, namespaces) => kplus.Pods.select(chart, 'pods', { labels: { 'role/admin': '' }, namespaces }),
    ],
    [
      'an expression',
      (chart, namespaces) =>
        kplus.Pods.select(chart, 'pods', {
          labels: { app: 'web' },
          expressions: [kplus.LabelExpression.exists('tier')],
          namespaces,
        }),
    ],
    [
      'every namespace',
      (chart) =>
        kplus.Pods.select(chart, 'pods', {
          labels: { app: 'web' },
          namespaces: kplus.Namespaces.all(chart, 'everywhere'),
        }),
    ],
  ])('is refused when it selects %s', (_, select) => {
    const chart = charted();
    const namespaces = kplus.Namespaces.select(chart, 'namespaces', { names: ['shop'] });
    expect(messageOf(() => Peer.of(select(chart, namespaces)))).toContain('[chart/pods] cannot be a peer');
  });

  it('is refused when it selects namespaces by labels as well, which the peer would lose', () => {
    const chart = charted();
    const namespaces = kplus.Namespaces.select(chart, 'namespaces', { names: ['a'], labels: { team: 'x' } });
    const pods = kplus.Pods.select(chart, 'pods', { labels: { app: 'web' }, namespaces });
    expect(messageOf(() => Peer.of(pods))).toContain('[chart/pods] cannot be a peer');
  });
});
