import type { StringMap } from '../../core/labels';
import { ABSENT, ANYTHING, both, isImpossible, type LabelValues, not, oneOf } from './label-values';
import type { Requirements } from './selector';

/**
 * Steps that a search for labels may take. Selectors that overlap in many keys could need more; the answer is then that
 * there may be such labels, which never hides a connection.
 */
const MOST_STEPS = 10_000;

/** The labels that something may have: one set of them, or any that agree with what is known. */
export class LabelSpace {
  /** Whatever labels. */
  static readonly ANY = new LabelSpace(new Map(), ANYTHING);

  /** These labels and no others. */
  static exactly(labels: StringMap): LabelSpace {
    return new LabelSpace(
      new Map(Object.entries(labels).map(([key, value]) => [key, oneOf([value])])),
      ABSENT,
    );
  }

  /** Whatever labels, but for what is known of some keys. */
  static knowing(known: Requirements): LabelSpace {
    return new LabelSpace(known, ANYTHING);
  }

  private constructor(
    private readonly known: Requirements,
    private readonly others: LabelValues,
  ) {}

  /**
   * Whether some labels of the space meet all of the requirements, and none of the selectors.
   * @param all requirements, each of which has to hold
   * @param none selectors, none of which may hold
   */
  hasSome(all: readonly Requirements[], none: readonly Requirements[] = []): boolean {
    const found = new Map<string, LabelValues>();
    for (const requirements of all) {
      for (const [key, values] of requirements) if (!this.narrow(found, key, values)) return false;
    }
    // Of few choices first: what leaves one choice is settled before there are others to try.
    const selectors = none.toSorted((a, b) => a.size - b.size);
    const steps = { left: MOST_STEPS };
    return this.escapes(found, selectors, 0, steps);
  }

  /** Whether labels that are narrowed so far can still miss the selectors from `index` on: each by one of its keys. */
  private escapes(
    found: ReadonlyMap<string, LabelValues>,
    selectors: readonly Requirements[],
    index: number,
    steps: { left: number },
  ): boolean {
    const selector = selectors[index];
    if (!selector) return true;
    if (steps.left-- <= 0) return true;
    for (const [key, values] of selector) {
      const next = new Map(found);
      if (this.narrow(next, key, not(values)) && this.escapes(next, selectors, index + 1, steps)) return true;
    }
    return false;
  }

  private narrow(found: Map<string, LabelValues>, key: string, values: LabelValues): boolean {
    const narrowed = both(found.get(key) ?? this.known.get(key) ?? this.others, values);
    found.set(key, narrowed);
    return !isImpossible(narrowed);
  }
}
