import { parseArgs } from 'node:util';
import type { BenchCase } from './case';
import { customResources } from './custom-resources';
import { networkMatrix } from './network-matrix';
import { serialize } from './serialize';
import { synth } from './synth';
import { tenants } from './tenants';

const CASES: readonly BenchCase[] = [customResources, networkMatrix, serialize, synth, tenants];

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error(`--rounds is not a positive number: ${values.rounds}`);

const known = CASES.map(({ name }) => name);
const unknown = positionals.find((name) => !known.includes(name));
if (unknown) throw new Error(`no case is called ${unknown}; there are ${known.join(', ')}`);

for (const { name, title, run } of CASES)
  if (positionals.length === 0 || positionals.includes(name))
    console.log(`## ${name}: ${title}\n\n${run({ rounds })}`);
