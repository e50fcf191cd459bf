/** What an API server knows when it estimates costs: later ones know more, and take more rules. */
export interface Era {
  /** The first minor version of Kubernetes that knows it. */
  readonly since: number;
  /** Whether it knows how long a text of a few choices is. */
  readonly knowsChoices: boolean;
  /** Whether it knows how many items a loop makes. */
  readonly knowsLoops: boolean;
  /** Whether it knows how large values are of the types that Kubernetes adds, and that they are compared at once. */
  readonly knowsValues: boolean;
  /** Whether it knows how large the items are of what an expression made. */
  readonly knowsEntries: boolean;
}

/**
 * All eras, the oldest first. The first is that of every version before the second.
 * Sources: checker/cost.go of github.com/google/cel-go, pkg/cel/library/cost.go and common/schemas.go of k8s.io/apiserver, as the versions
 * of Kubernetes have them.
 */
export const ERAS: readonly [Era, Era, Era, Era] = [
  { since: 0, knowsChoices: false, knowsLoops: false, knowsValues: false, knowsEntries: false },
  { since: 29, knowsChoices: true, knowsLoops: true, knowsValues: false, knowsEntries: false },
  { since: 32, knowsChoices: true, knowsLoops: true, knowsValues: true, knowsEntries: false },
  { since: 33, knowsChoices: true, knowsLoops: true, knowsValues: true, knowsEntries: true },
];

/** The one of the newest version. */
export const NEWEST = ERAS[3];
