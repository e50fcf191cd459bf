import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { BenchCase } from './case';
import { runChild, type Sample } from './child';
import { medians, table } from './report';
import { deployments, WRITERS, type WriterName } from './serialize-writers';

const DOCUMENTS = 13_000;
const NAMES = Object.keys(WRITERS) as WriterName[];

/** Writing of many objects as YAML: our writer beside the libraries. */
export const serialize: BenchCase = {
  name: 'serialize',
  title: `${DOCUMENTS.toLocaleString('en')} Deployments`,
  run({ rounds }) {
    for (const name of NAMES) checkSame(name, 200);
    const samples = new Map<WriterName, Sample[]>(NAMES.map((name) => [name, []]));
    // By turns, so that a slow minute of the machine falls on all.
    for (let round = 0; round < rounds; round++)
      for (const name of NAMES) samples.get(name)?.push(runOnce(name));
    return `Medians; ratio is to toYaml.\n\n${report(NAMES.map((name) => [name, medians(samples.get(name) ?? [])]))}`;
  },
};

/** @throws Error unless what a writer writes is read back as it was */
function checkSame(name: WriterName, count: number): void {
  const { write, version } = WRITERS[name];
  const documents = deployments(count);
  const read = parseAllDocuments(write(documents), { version }).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS();
  });
  if (!isDeepStrictEqual(read, documents)) throw new Error(`${name} does not write what it was given`);
}

function runOnce(name: WriterName): Sample {
  const sample = runChild(join(__dirname, 'serialize-child.ts'), [name, String(DOCUMENTS)]);
  console.error(`${name}: ${Math.round(sample.wall)} ms, CPU ${Math.round(sample.cpu)} ms`);
  return sample;
}

function report(costs: readonly (readonly [WriterName, Sample])[]): string {
  const ours = costs[0]?.[1];
  const ratio = (key: 'wall' | 'cpu', sample: Sample) =>
    (sample[key] / (ours?.[key] ?? Number.NaN)).toFixed(1);
  return table(
    ['writer', 'wall', 'CPU', 'peak memory', 'ratio of wall', 'ratio of CPU'],
    costs.map(([name, sample]) => [
      name,
      `${Math.round(sample.wall)} ms`,
      `${Math.round(sample.cpu)} ms`,
      `${Math.round(sample.memory)} MiB`,
      ratio('wall', sample),
      ratio('cpu', sample),
    ]),
  );
}
