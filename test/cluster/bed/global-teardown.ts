import * as fs from 'node:fs';
import * as path from 'node:path';
import { CLUSTERS } from './global-setup';

/** Ends the control planes of this run. */
export default async function teardown(): Promise<void> {
  await Promise.all((globalThis.controlPlanes ?? []).map((plane) => plane.stop()));
  const file = process.env[CLUSTERS];
  if (file) fs.rmSync(path.dirname(file), { recursive: true, force: true });
}
