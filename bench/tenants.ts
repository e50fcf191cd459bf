import { join } from 'node:path';
import type { BenchCase } from './case';
import { runChild, type Sample } from './child';
import { exponent, medians, table } from './report';

const SIZES = [10, 100, 1_000, 10_000] as const;

/** Tenants with all that they are made of, from the first construct to the last file, every check included. */
export const tenants: BenchCase = {
  name: 'tenants',
  title: `${SIZES.map((size) => size.toLocaleString('en')).join(', ')} tenants`,
  run({ rounds }) {
    const samples = new Map<number, Sample[]>(SIZES.map((size) => [size, []]));
    // By turns, so that a slow minute of the machine falls on all.
    for (let round = 0; round < rounds; round++)
      for (const size of SIZES) samples.get(size)?.push(runOnce(size));
    return report(SIZES.map((size) => ({ size, ...medians(samples.get(size) ?? []) })));
  },
};

function runOnce(count: number): Sample {
  const sample = runChild(join(__dirname, 'tenants-child.ts'), [String(count)]);
  console.error(`${count} tenants: ${Math.round(sample.wall)} ms, CPU ${Math.round(sample.cpu)} ms`);
  return sample;
}

function report(rows: readonly (Sample & { readonly size: number })[]): string {
  const head = ['tenants', 'wall', 'CPU', 'CPU, each', 'peak memory', 'exponent of CPU', 'exponent of wall'];
  const body = rows.map(({ size, wall, cpu, memory }, index) => {
    const before = rows[index - 1];
    const growth = (key: 'wall' | 'cpu', cost: number) =>
      before ? exponent([before.size, size], [before[key], cost]).toFixed(2) : '–';
    return [
      size.toLocaleString('en'),
      `${Math.round(wall)} ms`,
      `${Math.round(cpu)} ms`,
      `${(cpu / size).toFixed(2)} ms`,
      `${Math.round(memory)} MiB`,
      growth('cpu', cpu),
      growth('wall', wall),
    ];
  });
  return `Medians; exponents are from the size before.\n\n${table(head, body)}`;
}
