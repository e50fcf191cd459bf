/**
 * The oldest minor version of Kubernetes that takes new rules with what it names: one later than the version that
 * brought it, so that an API server of the version before still reads what is stored.
 * Source: baseOpts in k8s.io/apiserver, pkg/cel/environment/base.go.
 */
export const Versions = {
  /** What every version that has rules takes. */
  ALL: 0,
  /** Numbers of different types in order. */
  CROSS_TYPE: 29,
  /** Values that may be there or not. */
  OPTIONAL: 29,
  QUANTITY: 29,
  FORMAT: 30,
  /** Rules that also run on what is new. */
  OPTIONAL_OLD_SELF: 30,
  SETS: 30,
  IP: 31,
  NAMED_FORMAT: 32,
  /** Selectors in what `authorizer` is asked, which are switched on by default from this version on. */
  SELECTORS: 32,
  /** Fields whose names are reserved words, by those names. */
  KEYWORDS: 32,
  TWO_VARIABLES: 33,
  SEMVER: 34,
  LISTS: 35,
  /** The first and last item of a list as optionals: with the library of CEL of this version. */
  OPTIONAL_ITEMS: 33,
  /** Names of fields in backticks. */
  QUOTED: 37,
} as const;
