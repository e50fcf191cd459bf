import { inProp, PlatformError } from '../core/errors';
import { checkLabelValue, checkQualifiedName } from '../core/labels';

/** One of the shares that {@link Shards} cut the objects of a kind into. */
export interface Shard {
  /** What it is a share of. */
  readonly shards: Shards;
  /** Value of the label that its objects carry. */
  readonly name: string;
  /**
   * Selects its objects, as `kubectl get --selector` and `labels.Parse` of Go read it. It is for the kinds that an operator
   * reconciles and no others: what it owns does not carry the label.
   */
  readonly selector: string;
}

/**
 * Shares of the objects that operators reconcile, told by a label, so that several installs of one operator divide the
 * work. Every object is in exactly one of them, whatever its labels: the first shard has what carries another value or no
 * such label.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement, where `notin`
 * selects objects without the label as well.
 */
export class Shards {
  /**
   * Shards by the value of a label.
   * @param label key of the label: `example.com/shard`
   * @param names its values, at least two; the first has everything that carries none of the others
   * @throws PlatformError without a path, for what is no label, and for values that are too few, empty or there twice
   */
  static byLabel(label: string, names: readonly string[]): Shards {
    inProp('label', () => checkQualifiedName(label));
    for (const name of names) inProp('names', () => checkLabelValue(name));
    if (names.length < 2 || names.includes('') || new Set(names).size < names.length) {
      throw new PlatformError(
        {
          problem: 'are no shards',
          given: names,
          allowed: 'at least two values of the label, each once, none of them empty',
        },
        { prop: 'names' },
      );
    }
    return new Shards(label, [...names]);
  }

  private constructor(
    /** Key of the label. */
    readonly label: string,
    /** Values of the label, the one first that has what carries none of the others. */
    readonly names: readonly string[],
  ) {}

  /** All shards: an operator for each of them leaves nothing out. */
  get all(): readonly Shard[] {
    return this.names.map((name) => this.of(name));
  }

  /** Whether they cut as others do. */
  get cut(): string {
    const [first, ...others] = this.names;
    return `${this.label}=${[first, ...others.sort()].join(',')}`;
  }

  /**
   * One of the shards.
   * @throws PlatformError without a path, when there is none of that name
   */
  of(name: string): Shard {
    const [first, ...others] = this.names;
    if (!this.names.includes(name)) {
      throw new PlatformError({
        problem: `is no shard by ${this.label}`,
        given: name,
        allowed: this.names.join(', '),
      });
    }
    const selector = name === first ? `${this.label} notin (${others.join(',')})` : `${this.label}=${name}`;
    return { shards: this, name, selector };
  }
}
