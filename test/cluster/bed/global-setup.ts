import * as fs from 'node:fs';
import * as path from 'node:path';
import { binariesFor, MINORS, whyMissing } from '../binaries/locate';
import { cleanUp, newFolder } from './clusters-folder';
import { type ControlPlane, startControlPlane } from './control-plane';

/** Where the tests find the control planes that were started for them. */
export const CLUSTERS = 'CDK8S_PLATFORM_CLUSTERS';

declare global {
  /** The control planes of this run, for the end of it. */
  var controlPlanes: readonly ControlPlane[] | undefined;
}

/**
 * Starts a control plane for every version whose programs are there, and says loudly which are missing. Where
 * `CDK8S_PLATFORM_REQUIRE_CLUSTERS` is set, as in CI, a missing one is a failure.
 */
export default async function setup(): Promise<void> {
  cleanUp();
  const found = MINORS.map((minor) => ({ minor, binaries: binariesFor(minor) }));
  const missing = found.filter(({ binaries }) => !binaries).map(({ minor }) => minor);
  if (missing.length > 0) {
    if (process.env.CDK8S_PLATFORM_REQUIRE_CLUSTERS) throw new Error(whyMissing(missing));
    process.stderr.write(`\n${whyMissing(missing)}\n`);
  }
  const started = await Promise.all(
    found.flatMap(({ minor, binaries }) =>
      binaries ? [startControlPlane(binaries).then((plane) => ({ minor, plane }))] : [],
    ),
  );
  globalThis.controlPlanes = started.map(({ plane }) => plane);
  const file = path.join(newFolder(), 'clusters.json');
  const access = Object.fromEntries(started.map(({ minor, plane }) => [minor, plane.access]));
  fs.writeFileSync(file, JSON.stringify(access), { mode: 0o600 });
  process.env[CLUSTERS] = file;
}
