import { parseArgs } from 'node:util';
import type { BenchCase } from './case';
import { synth } from './synth';

const CASES: readonly BenchCase[] = [synth];

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error(`--rounds is not a positive number: ${values.rounds}`);

for (const { name, run } of CASES) console.log(`## ${name}\n\n${run({ rounds })}`);
