import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Manifest } from '../../../../lib';
import { crdsOfOthers } from '../../../support/schema-validator';
import { cacheFolder } from '../../binaries/cache';
import { type Binaries, binariesFor } from '../../binaries/locate';
import { Taken } from './taken';

/** How servers are started and filled, how they are asked, and how their answers are judged; what they are asked is no part of it. */
const SOURCES = [
  'bed/client.ts',
  'bed/control-plane.ts',
  'bed/supervisor.ts',
  'judge/apply.ts',
  'judge/drift.ts',
  'judge/prepare.ts',
  'property/engine/dry-run.ts',
];

/**
 * What the answers of an API server depend on, beside the object that it is asked about: the programs, how they are
 * started and asked, and what was created for good.
 * @param filled what was created
 */
export function circumstancesOf({ version, paths }: Binaries, filled: readonly Manifest[]): string {
  const hash = createHash('sha256').update(version);
  for (const program of Object.values(paths)) {
    const { size, mtimeMs } = fs.statSync(program);
    hash.update(JSON.stringify([program, size, mtimeMs]));
  }
  for (const file of SOURCES) hash.update(fs.readFileSync(path.join(__dirname, '../..', file)));
  return hash.update(JSON.stringify([crdsOfOthers(), filled])).digest('hex');
}

/**
 * What the server of a version took before, for the sweeps of a test file; nothing where `CDK8S_PLATFORM_ASK_AGAIN` is
 * set.
 * @param filled what was created there for good
 */
export function takenBefore(testFile: string, minor: string, filled: readonly Manifest[]): Taken {
  const binaries = binariesFor(minor);
  if (!binaries) throw new Error(`no programs of ${minor}`);
  const file = path.join(cacheFolder(), 'taken', `${path.basename(testFile, '.cluster.ts')}-${minor}`);
  if (process.env.CDK8S_PLATFORM_ASK_AGAIN) fs.rmSync(file, { force: true });
  return Taken.read(file, circumstancesOf(binaries, filled));
}
