import * as fs from 'node:fs';
import * as path from 'node:path';
import { tableOf } from './figures';
import { CLUSTERS } from './global-setup';

/** Ends the control planes of this run, and prints what was counted on them. */
export default async function teardown(): Promise<void> {
  await Promise.all((globalThis.controlPlanes ?? []).map((plane) => plane.stop()));
  const file = process.env[CLUSTERS];
  if (!file) return;
  process.stdout.write(`\n${tableOf(file)}\n`);
  fs.rmSync(path.dirname(file), { recursive: true, force: true });
}
