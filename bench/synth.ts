import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCase } from './case';
import { runChild, type Sample } from './child';
import { medians } from './report';
import type { AppName } from './synth-apps';
import { checkComplete, checkEqual, inTemporaryDirectory } from './synth-output';
import { type Point, report } from './synth-report';
import { OBJECTS_PER_CHART } from './tenant-charts';

// The stock App takes about two minutes for one run of the last: only ours goes there.
const SIZES: readonly { readonly charts: number; readonly oursOnly?: true }[] = [
  { charts: 100 },
  { charts: 400 },
  { charts: 1000 },
  { charts: 4000, oursOnly: true },
];

/** Construction and synth of an app of many charts: ours beside that of cdk8s. */
export const synth: BenchCase = {
  name: 'synth',
  title: `charts of ${OBJECTS_PER_CHART} objects`,
  run({ rounds }) {
    checkEqual(20);
    // Removed at the end and not after each run: ext4 is slow to create files for minutes after many are deleted.
    return inTemporaryDirectory((directory) =>
      report(SIZES.map(({ charts, oursOnly }) => measureSize(directory, charts, rounds, oursOnly))),
    );
  },
};

function measureSize(directory: string, charts: number, rounds: number, oursOnly = false): Point {
  const ours: Sample[] = [];
  const stock: Sample[] = [];
  // By turns, so that a slow minute of the machine falls on both.
  for (let round = 0; round < rounds; round++) {
    ours.push(runOnce('PlatformApp', charts, directory));
    if (!oursOnly) stock.push(runOnce('stock App', charts, directory));
  }
  return { charts, ours: medians(ours), stock: oursOnly ? undefined : medians(stock) };
}

function runOnce(app: AppName, charts: number, directory: string): Sample {
  const outdir = mkdtempSync(join(directory, 'run-'));
  const sample = runChild(join(__dirname, 'synth-child.ts'), [app, String(charts), outdir]);
  checkComplete(outdir, charts);
  console.error(`${app}, ${charts} charts: ${Math.round(sample.wall)} ms, CPU ${Math.round(sample.cpu)} ms`);
  return sample;
}
