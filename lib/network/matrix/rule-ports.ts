import { PlatformError } from '../../core/errors';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { Protocol } from '../port';
import { ConnectionSet } from './connection-set';

/** A port that a container has a name for. */
export interface NamedPort {
  /** Its name. */
  readonly name: string;
  /** Its number. */
  readonly port: number;
  /**
   * Its protocol.
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
}

interface Named {
  readonly protocol: Protocol;
  readonly name: string;
}

/** The ports of a rule: numbers, and names that the pod which is connected to gives to numbers. */
export class RulePorts {
  /** Every port, as a rule without ports has it. */
  static readonly ALL = new RulePorts(ConnectionSet.ALL, []);

  /**
   * The ports of a rule in a manifest, of whatever shape. A list that is empty is as none: every port. A protocol that
   * is not stated is TCP.
   * @throws PlatformError without a path, for a port or a protocol that is none
   */
  static of(list: unknown): RulePorts {
    const items = itemsOf(list);
    if (items.length === 0) return RulePorts.ALL;
    const named: Named[] = [];
    const sets = items.map((item, index) => {
      const protocol = protocolOf(fieldOf(item, 'protocol') ?? 'TCP', index);
      const port = fieldOf(item, 'port');
      if (port === undefined || port === null) return ConnectionSet.of(protocol);
      if (typeof port === 'string') {
        named.push({ protocol, name: port });
        return ConnectionSet.NONE;
      }
      const end = fieldOf(item, 'endPort') ?? port;
      return ConnectionSet.of(protocol, portOf(port, `[${index}].port`), portOf(end, `[${index}].endPort`));
    });
    return new RulePorts(
      sets.reduce((all, set) => all.union(set)),
      named,
    );
  }

  private constructor(
    private readonly numbered: ConnectionSet,
    private readonly named: readonly Named[],
  ) {}

  /**
   * The connections that the ports let through to a pod.
   * @param known the ports that its containers name; where they are not known, a name may be any number
   */
  connections(known?: readonly NamedPort[]): ConnectionSet {
    return this.named.reduce((all, { protocol, name }) => {
      if (!known) return all.union(ConnectionSet.of(protocol));
      return known
        .filter((port) => port.name === name && (port.protocol ?? 'TCP') === protocol)
        .reduce((sum, { port }) => sum.union(ConnectionSet.of(protocol, port)), all);
    }, this.numbered);
  }

  /** A text that is the same for equal ports. */
  toString(): string {
    const names = this.named.map(({ protocol, name }) => `${protocol} ${name}`).sort();
    return [...(this.numbered.isEmpty ? [] : [this.numbered.toString()]), ...names].join(', ');
  }
}

function protocolOf(value: unknown, index: number): Protocol {
  if (value === 'TCP' || value === 'UDP' || value === 'SCTP') return value;
  throw new PlatformError(
    { problem: 'is an unknown protocol', given: value, allowed: 'TCP, UDP, SCTP' },
    { prop: `[${index}].protocol` },
  );
}

function portOf(value: unknown, prop: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535) return value;
  throw new PlatformError(
    {
      problem: 'is not a port',
      given: value,
      allowed: 'an integer from 1 to 65535, or the name of a port of containers',
    },
    { prop },
  );
}
