import { Allowance, Peer, type PortLike, type Protocol } from '../../lib/network';
import { messageOf } from '../core/support';

const peer = Peer.namespaces('shop');

describe('an allowance', () => {
  it('is for peers on ports, which are TCP unless they say otherwise', () => {
    const { peers, ports } = Allowance.of(peer, [80, { port: 81 }, { port: 53, protocol: 'UDP' }]);
    expect(peers).toEqual([peer]);
    expect(ports).toEqual([
      { port: 80, protocol: 'TCP' },
      { port: 81, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
    ]);
  });

  it('is for every port, or for anyone, only by a name of its own', () => {
    expect(Allowance.allPorts([peer])).toMatchObject({ peers: [peer], ports: [] });
    expect(Allowance.anyone([443])).toMatchObject({ peers: [], ports: [{ port: 443, protocol: 'TCP' }] });
  });

  it('without a peer is refused, since in a policy it would let everyone in', () => {
    for (const make of [() => Allowance.of([], [80]), () => Allowance.allPorts([])]) {
      expect(messageOf(make)).toBe(
        'names no peer; given: []; allowed: at least one peer; for everyone, Allowance.anyone',
      );
    }
  });

  it('without a port is refused, since in a policy it would open them all', () => {
    for (const make of [() => Allowance.of(peer, []), () => Allowance.anyone([])]) {
      expect(messageOf(make)).toBe(
        'names no port; given: []; allowed: at least one port; for all of them, Allowance.allPorts',
      );
    }
  });

  it.each<PortLike>([0, 65536, 1.5, -1, { port: 0 }])('on a port that is none is refused: %j', (port) => {
    expect(messageOf(() => Allowance.of(peer, [port]))).toMatch(/^is not a port; given: /);
  });

  it('on a protocol that no policy knows is refused', () => {
    const port = { port: 1, protocol: 'ICMP' as Protocol };
    expect(messageOf(() => Allowance.of(peer, [port]))).toBe(
      'has an unknown protocol; given: "ICMP"; allowed: TCP, UDP, SCTP',
    );
  });
});
