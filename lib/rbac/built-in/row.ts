/** A role that every cluster has, in all versions of Kubernetes that we know. */
export interface RoleRow {
  /** Name, after the namespace for a Role. */
  readonly name: string;
  /** Minor versions that have it, `30-` or `28-33`; all without. */
  readonly versions?: string;
  /** Roles that it adds to, by the labels for that: `admin`, `edit`, `view`. */
  readonly partOf?: readonly string[];
  /** Labels of the same sort by which others add to it. */
  readonly aggregates?: readonly string[];
  /**
   * Rules: group, `v1` for the core group and `-` for paths; resources; verbs; names, if limited to some; minor
   * versions, if not in all. Parted by bars.
   */
  readonly rules: readonly string[];
}
