import { binariesFor } from '../binaries/locate';
import { startControlPlane } from './control-plane';

/**
 * Starts a control plane, says where it is, and then waits for its standard input to end: for tests of what happens
 * when it is killed. The end comes at the latest with whoever started it, so that it outlives no test that failed.
 */
async function main(minor: string): Promise<void> {
  process.stdin.on('end', () => process.exit()).resume();
  const binaries = binariesFor(minor);
  if (!binaries) throw new Error(`no programs of ${minor}`);
  const { access } = await startControlPlane(binaries);
  process.stdout.write(`${access.server}\n`);
}

void main(process.argv[2] as string);
