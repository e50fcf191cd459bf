import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as readline from 'node:readline';
import type { Binaries } from '../binaries/locate';
import { type Access, Client } from './client';

/** Where control planes keep what they need while they run: a folder each, named after the process that started it. */
export const CLUSTERS_FOLDER = path.join(os.tmpdir(), 'cdk8s-platform-clusters');

/** A control plane: etcd, API server and controller manager, on loopback ports of their own. */
export interface ControlPlane {
  /** Where its API server is. */
  readonly access: Access;
  /** Ends its servers and removes what they kept. */
  stop(): Promise<void>;
}

/** Starts a control plane and waits until it is ready. */
export async function startControlPlane(binaries: Binaries): Promise<ControlPlane> {
  fs.mkdirSync(CLUSTERS_FOLDER, { recursive: true });
  const folder = fs.mkdtempSync(path.join(CLUSTERS_FOLDER, `${process.pid}-`));
  const supervisor = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(__dirname, 'supervisor.ts'), folder, JSON.stringify(binaries)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => supervisor.on('exit', () => resolve()));
  const stop = (): Promise<void> => {
    supervisor.stdin.end();
    return ended;
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

/**
 * Ends what is left of runs whose supervisor was itself killed. A process is ended by its id, and only while its command
 * line still names the folder that the id was noted in.
 */
export function cleanUp(): void {
  if (!fs.existsSync(CLUSTERS_FOLDER)) return;
  for (const entry of fs.readdirSync(CLUSTERS_FOLDER)) {
    const folder = path.join(CLUSTERS_FOLDER, entry);
    if (isAlive(Number(entry.split('-')[0]))) continue;
    const pids = path.join(folder, 'pids');
    for (const pid of fs.existsSync(pids)
      ? fs.readFileSync(pids, 'utf8').trim().split('\n').map(Number)
      : []) {
      if (commandLine(pid).includes(folder)) process.kill(pid, 'SIGKILL');
    }
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function commandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function firstLine(supervisor: ChildProcess): Promise<Access> {
  return new Promise((resolve, reject) => {
    supervisor.on('exit', (code) => reject(new Error(`the servers ended with code ${code}`)));
    const { stdout } = supervisor;
    if (stdout) readline.createInterface(stdout).once('line', (line) => resolve(JSON.parse(line)));
  });
}

/** Ready is an API server that answers, whose controllers have made the default account: only then may pods be created. */
async function ready(client: Client): Promise<void> {
  await client.until('the API server and its controllers are ready', async () => {
    try {
      const { status } = await client.request('GET', '/api/v1/namespaces/default/serviceaccounts/default');
      return status === 200 ? true : undefined;
    } catch {
      return undefined;
    }
  });
}
