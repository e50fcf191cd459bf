import type { Protocol } from '../port';

/** Ports from the first to the last, both of them included. */
export type PortRange = readonly [first: number, last: number];

const PROTOCOLS: readonly Protocol[] = ['SCTP', 'TCP', 'UDP'];
const EVERY_PORT: readonly PortRange[] = [[1, 65535]];

/** Connections by protocol and port: what a policy lets through. */
export class ConnectionSet {
  /** No connection. */
  static readonly NONE = new ConnectionSet({ SCTP: [], TCP: [], UDP: [] });
  /** Every port of every protocol. */
  static readonly ALL = new ConnectionSet({ SCTP: EVERY_PORT, TCP: EVERY_PORT, UDP: EVERY_PORT });

  /** Ports of one protocol; all of them where no first one is given. */
  static of(protocol: Protocol, first?: number, last: number | undefined = first): ConnectionSet {
    const ranges: readonly PortRange[] =
      first === undefined || last === undefined ? EVERY_PORT : [[first, last]];
    return new ConnectionSet({ ...ConnectionSet.NONE.ranges, [protocol]: ranges });
  }

  private constructor(private readonly ranges: Readonly<Record<Protocol, readonly PortRange[]>>) {}

  /** Whether nothing is let through. */
  get isEmpty(): boolean {
    return PROTOCOLS.every((protocol) => this.ranges[protocol].length === 0);
  }

  /** What either lets through. */
  union(other: ConnectionSet): ConnectionSet {
    if (this === other || other.isEmpty) return this;
    if (this.isEmpty) return other;
    return this.combine(other, (mine, theirs) => merged([...mine, ...theirs]));
  }

  /** What both let through. */
  intersect(other: ConnectionSet): ConnectionSet {
    if (this === ConnectionSet.ALL) return other;
    if (other === ConnectionSet.ALL) return this;
    return this.combine(other, (mine, theirs) =>
      mine.flatMap(([a, b]) =>
        theirs.flatMap(([c, d]): readonly PortRange[] =>
          Math.max(a, c) <= Math.min(b, d) ? [[Math.max(a, c), Math.min(b, d)]] : [],
        ),
      ),
    );
  }

  /** Whether another one lets through all of it. */
  isWithin(other: ConnectionSet): boolean {
    return this === other || `${this.intersect(other)}` === `${this}`;
  }

  /** Every port of those protocols that have any. */
  get anyPort(): ConnectionSet {
    return this.combine(this, (ranges) => (ranges.length > 0 ? EVERY_PORT : []));
  }

  /** Whether a connection is let through. */
  has(protocol: Protocol, port: number): boolean {
    return this.ranges[protocol].some(([first, last]) => first <= port && port <= last);
  }

  /** The ranges of ports of a protocol, from the lowest, none next to another. */
  portsOf(protocol: Protocol): readonly PortRange[] {
    return this.ranges[protocol];
  }

  /** A text that is the same for equal sets: `TCP 80, TCP 8000-8080, UDP any port`, `any port` or `nothing`. */
  toString(): string {
    const any = (protocol: Protocol): boolean => {
      const [range] = this.ranges[protocol];
      return range?.[0] === 1 && range[1] === 65535;
    };
    if (PROTOCOLS.every(any)) return 'any port';
    const texts = PROTOCOLS.flatMap((protocol) =>
      any(protocol)
        ? [`${protocol} any port`]
        : this.ranges[protocol].map(
            ([first, last]) => `${protocol} ${first === last ? first : `${first}-${last}`}`,
          ),
    );
    return texts.join(', ') || 'nothing';
  }

  /** The same text. */
  toJSON(): string {
    return this.toString();
  }

  private combine(
    other: ConnectionSet,
    each: (mine: readonly PortRange[], theirs: readonly PortRange[]) => readonly PortRange[],
  ): ConnectionSet {
    const of = (protocol: Protocol) => each(this.ranges[protocol], other.ranges[protocol]);
    return new ConnectionSet({ SCTP: of('SCTP'), TCP: of('TCP'), UDP: of('UDP') });
  }
}

function merged(ranges: readonly PortRange[]): readonly PortRange[] {
  const result: PortRange[] = [];
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const before = result.at(-1);
    if (before && first <= before[1] + 1) result[result.length - 1] = [before[0], Math.max(before[1], last)];
    else result.push([first, last]);
  }
  return result;
}
