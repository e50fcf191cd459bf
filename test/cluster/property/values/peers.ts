import * as fc from 'fast-check';
import { Allowance, Peer, type PortLike } from '../../../../lib';
import { cidr, rangeWithout } from './cidrs';
import { port } from './integers';
import { selector } from './labels';
import { made } from './made';
import { dnsLabel } from './names';
import { mostly } from './records';

const namespaces = fc.oneof(
  dnsLabel,
  mostly(
    fc.array(dnsLabel, { minLength: 1, maxLength: 4 }),
    fc.array(dnsLabel, { minLength: 60, maxLength: 80 }),
    40,
  ),
);

/** Whom policies name: pods, namespaces, address ranges. */
export const peer: fc.Arbitrary<Peer> = fc.oneof(
  made(fc.tuple(namespaces, selector), ([names, labels]) => Peer.pods(names, labels)),
  made(namespaces, (names) => Peer.namespaces(names)),
  made(cidr, (range) => Peer.cidr(range)),
  made(rangeWithout, ([range, except]) => Peer.cidr(range, except)),
);

const portLike: fc.Arbitrary<PortLike> = fc.oneof(
  port,
  fc
    .tuple(port, fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const))
    .map(([number, protocol]) => ({ port: number, protocol })),
);
const ports = fc.array(portLike, { minLength: 1, maxLength: 3 });
const peers = fc.oneof(peer, fc.array(peer, { minLength: 1, maxLength: 3 }));

/** Connections of every form. */
export const allowance: fc.Arbitrary<Allowance> = fc.oneof(
  made(fc.tuple(peers, ports), ([whom, on]) => Allowance.of(whom, on)),
  made(peers, (whom) => Allowance.allPorts(whom)),
  made(ports, (on) => Allowance.anyone(on)),
);

/** A few connections, or none. */
export const allowances: fc.Arbitrary<readonly Allowance[]> = fc.array(allowance, { maxLength: 3 });
