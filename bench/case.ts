/** What every case is told. */
export interface BenchOptions {
  /** How often each measurement is repeated; medians are reported. */
  readonly rounds: number;
}

/** One thing that is measured. */
export interface BenchCase {
  /** Heading of its report. */
  readonly name: string;
  /**
   * Measures it.
   * @returns the report, as Markdown
   * @throws Error when what would be compared is not the same work
   */
  run(options: BenchOptions): string;
}
