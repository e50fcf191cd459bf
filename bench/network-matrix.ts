import { join } from 'node:path';
import type { BenchCase } from './case';
import { runChild, type Sample } from './child';
import { POLICIES_PER_TENANT } from './network-matrix-app';
import { exponent, medians, table } from './report';

const SIZES = [10, 100, 1_000, 10_000] as const;

interface Point {
  readonly tenants: number;
  /** With the objects there already, and nothing done. */
  readonly objects: Sample;
  /** The matrix of them, and the proof that tenants are isolated. */
  readonly proof: Sample;
}

/** The network matrix of tenants, and the proof by it that they are isolated from each other. */
export const networkMatrix: BenchCase = {
  name: 'network-matrix',
  title: `tenants of ${POLICIES_PER_TENANT} NetworkPolicies each`,
  run({ rounds }) {
    return report(SIZES.map((tenants) => measureSize(tenants, rounds)));
  },
};

function measureSize(tenants: number, rounds: number): Point {
  const objects: Sample[] = [];
  const proof: Sample[] = [];
  for (let round = 0; round < rounds; round++) {
    objects.push(runOnce(tenants, 'objects'));
    proof.push(runOnce(tenants, 'proof'));
  }
  return { tenants, objects: medians(objects), proof: medians(proof) };
}

function runOnce(tenants: number, what: 'objects' | 'proof'): Sample {
  const sample = runChild(join(__dirname, 'network-matrix-child.ts'), [String(tenants), what]);
  console.error(
    `${tenants} tenants, ${what}: ${Math.round(sample.wall)} ms, ${Math.round(sample.memory)} MiB`,
  );
  return sample;
}

function report(points: readonly Point[]): string {
  const head = ['tenants', 'wall', 'CPU', 'CPU, each', 'memory beside the objects', 'exponent of CPU'];
  const rows = points.map(({ tenants, objects, proof }, index) => {
    const before = points[index - 1];
    return [
      tenants.toLocaleString('en'),
      `${Math.round(proof.wall)} ms`,
      `${Math.round(proof.cpu)} ms`,
      `${(proof.cpu / tenants).toFixed(2)} ms`,
      `${Math.round(proof.memory - objects.memory)} MiB`,
      before ? exponent([before.tenants, tenants], [before.proof.cpu, proof.cpu]).toFixed(2) : '–',
    ];
  });
  return `Medians; exponents are from the size before.\n\n${table(head, rows)}`;
}
