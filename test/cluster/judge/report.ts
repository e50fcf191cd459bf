import { clustersFile } from '../bed/clusters';
import { record } from '../bed/figures';
import type { Judgement } from './judgement';

/** Keeps what judgements of one sort count, for the table at the end of the run. */
export class Report {
  constructor(private readonly section: string) {}

  /** Keeps what a judgement counted, and gives its findings on. */
  take(minor: string, { findings, counts }: Judgement): readonly string[] {
    record(clustersFile(), this.section, minor, counts);
    return findings;
  }
}
