import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as readline from 'node:readline';
import type { Binaries } from '../binaries/locate';
import { type Access, Client } from './client';
import { endServers, newFolder } from './clusters-folder';
import { defaultAccount } from './default-account';

/** A control plane: etcd, API server and controller manager, on loopback ports of their own. */
export interface ControlPlane {
  /** Where its API server is. */
  readonly access: Access;
  /** Ends its servers and removes what they kept. */
  stop(): Promise<void>;
}

/** Starts a control plane and waits until it is ready. */
export async function startControlPlane(binaries: Binaries): Promise<ControlPlane> {
  const folder = newFolder();
  const supervisor = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(__dirname, 'supervisor.ts'), folder, JSON.stringify(binaries)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => supervisor.on('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    supervisor.stdin.end();
    await ended;
    // A supervisor that was killed has ended none of its servers, and removed nothing.
    endServers(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const access = await firstLine(supervisor);
    await ready(new Client(access));
    return { access, stop };
  } catch (error) {
    const log = path.join(folder, 'kube-apiserver.log');
    const tail = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').slice(-10).join('\n') : '';
    await stop();
    throw new Error(`no control plane of ${binaries.version}: ${error}\n${tail}`);
  }
}

function firstLine(supervisor: ChildProcess): Promise<Access> {
  return new Promise((resolve, reject) => {
    supervisor.on('exit', (code) => reject(new Error(`the servers ended with code ${code}`)));
    const { stdout } = supervisor;
    if (stdout) readline.createInterface(stdout).once('line', (line) => resolve(JSON.parse(line)));
  });
}

/** Ready is an API server that answers, and whose controllers work. */
async function ready(client: Client): Promise<void> {
  await client.until('the API server answers', async () => {
    try {
      return (await client.request('GET', '/readyz')).status === 200 || undefined;
    } catch {
      return undefined;
    }
  });
  await defaultAccount(client, 'default');
}
