import { Cidr } from '../../core/values/cidr';

type Family = 'IPv4' | 'IPv6';
/** Addresses from the first to the last, both of them included. */
type AddressRange = readonly [first: bigint, last: bigint];

/** Addresses of both families. */
export class AddressSet {
  /** No address. */
  static readonly NONE = new AddressSet({ IPv4: [], IPv6: [] });

  /** Every address. */
  static readonly ALL = AddressSet.of(['0.0.0.0/0', '::/0'].map(Cidr.of));

  /** The addresses of some networks. */
  static of(cidrs: readonly Cidr[]): AddressSet {
    const of = (family: Family): readonly AddressRange[] =>
      cidrs.filter((cidr) => cidr.family === family).map(({ first, last }) => [first, last]);
    return new AddressSet({ IPv4: of('IPv4'), IPv6: of('IPv6') });
  }

  private constructor(private readonly ranges: Readonly<Record<Family, readonly AddressRange[]>>) {}

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.ranges.IPv4.length === 0 && this.ranges.IPv6.length === 0;
  }

  /** These addresses and others. */
  with(others: AddressSet): AddressSet {
    const of = (family: Family) => [...this.ranges[family], ...others.ranges[family]];
    return new AddressSet({ IPv4: of('IPv4'), IPv6: of('IPv6') });
  }

  /** These addresses without others. */
  without(others: AddressSet): AddressSet {
    const of = (family: Family): readonly AddressRange[] =>
      others.ranges[family].reduce<readonly AddressRange[]>(
        (left, [from, to]) =>
          left.flatMap(([first, last]): readonly AddressRange[] => {
            if (last < from || to < first) return [[first, last]];
            const sides: readonly AddressRange[] = [
              [first, from - 1n],
              [to + 1n, last],
            ];
            return sides.filter(([a, b]) => a <= b);
          }),
        this.ranges[family],
      );
    return new AddressSet({ IPv4: of('IPv4'), IPv6: of('IPv6') });
  }

  /** Whether some address is in both. */
  overlaps(other: AddressSet): boolean {
    return (['IPv4', 'IPv6'] as const).some((family) =>
      this.ranges[family].some(([a, b]) => other.ranges[family].some(([c, d]) => a <= d && c <= b)),
    );
  }
}
