/** What an API server takes steps of a rule to cost. Source: common/cost.go of github.com/google/cel-go. */
export const Factor = {
  /** To look at one character of a text. */
  TEXT: 0.1,
  /** To match one character of a pattern. */
  PATTERN: 0.25,
  /** To make a list. */
  LIST: 10,
  /** To make a map. */
  MAP: 30,
} as const;
