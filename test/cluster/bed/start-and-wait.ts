import { binariesFor } from '../binaries/locate';
import { startControlPlane } from './control-plane';

/** Starts a control plane, says where it is, and then does nothing: for tests of what happens when it is killed. */
async function main(minor: string): Promise<void> {
  const binaries = binariesFor(minor);
  if (!binaries) throw new Error(`no programs of ${minor}`);
  const { access } = await startControlPlane(binaries);
  process.stdout.write(`${access.server}\n`);
  setInterval(() => undefined, 1000);
}

void main(process.argv[2] as string);
