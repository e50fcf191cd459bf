import { join } from 'node:path';
import type { BenchCase } from './case';
import { runChild, type Sample } from './child';
import { MAKERS, type MakerName } from './custom-resource-makers';
import { exponent, medians, table } from './report';

const SIZES = [1_000, 10_000] as const;
const NAMES = Object.keys(MAKERS) as MakerName[];

type Costs = Readonly<Record<MakerName, readonly [Sample, Sample]>>;

/** Custom resources that are checked when they are made and when they are rendered, beside those of cdk8s. */
export const customResources: BenchCase = {
  name: 'custom-resources',
  title: `${SIZES[1].toLocaleString('en')} databases`,
  run({ rounds }) {
    const samples = new Map<string, Sample[]>();
    // By turns, so that a slow minute of the machine falls on all.
    for (let round = 0; round < rounds; round++) {
      for (const size of SIZES) {
        for (const name of NAMES) {
          const key = `${name} ${size}`;
          samples.set(key, [...(samples.get(key) ?? []), runOnce(name, size)]);
        }
      }
    }
    const median = (name: MakerName, size: number) => medians(samples.get(`${name} ${size}`) ?? []);
    return report(
      Object.fromEntries(
        NAMES.map((name) => [name, SIZES.map((size) => median(name, size))]),
      ) as never as Costs,
    );
  },
};

function runOnce(name: MakerName, count: number): Sample {
  const sample = runChild(join(__dirname, 'custom-resources-child.ts'), [name, String(count)]);
  console.error(`${name}, ${count}: ${Math.round(sample.wall)} ms, CPU ${Math.round(sample.cpu)} ms`);
  return sample;
}

function report(costs: Costs): string {
  const [stock] = NAMES.map((name) => costs[name][1]);
  const each = (cost: number) => `${Math.round((cost / SIZES[1]) * 1000)} µs`;
  const head = [
    'made by',
    'wall, each',
    'CPU, each',
    'ratio of wall',
    'ratio of CPU',
    'exponent of wall',
    'exponent of CPU',
  ];
  const rows = NAMES.map((name) => {
    const [few, many] = costs[name];
    const ratio = (key: 'wall' | 'cpu') => (many[key] / (stock?.[key] ?? Number.NaN)).toFixed(2);
    const power = (key: 'wall' | 'cpu') => exponent(SIZES, [few[key], many[key]]).toFixed(2);
    return [name, each(many.wall), each(many.cpu), ratio('wall'), ratio('cpu'), power('wall'), power('cpu')];
  });
  return `Medians; ratio is to cdk8s alone, exponents are from 1,000 on.\n\n${table(head, rows)}`;
}
