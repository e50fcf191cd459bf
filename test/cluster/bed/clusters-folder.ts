import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/**
 * Where runs of this user keep what they need while they last: folders, each named after the process that it is of.
 * Every user has another, as one cannot end or remove what another runs and keeps.
 */
export const CLUSTERS_FOLDER = path.join(os.tmpdir(), `cdk8s-platform-clusters-${os.userInfo().uid}`);

/** Makes an empty folder of this process; nobody else may read it. */
export function newFolder(): string {
  fs.mkdirSync(CLUSTERS_FOLDER, { recursive: true, mode: 0o700 });
  return fs.mkdtempSync(path.join(CLUSTERS_FOLDER, `${process.pid}-`));
}

/** Removes what ended runs left behind, and ends the servers that outlived them. */
export function cleanUp(clusters = CLUSTERS_FOLDER): void {
  if (!fs.existsSync(clusters)) return;
  for (const entry of fs.readdirSync(clusters)) {
    if (isAlive(Number(entry.split('-')[0]))) continue;
    const folder = path.join(clusters, entry);
    endServers(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Ends what is left of the servers of a folder. A process is ended by its id, and only while its command line still
 * names the folder that the id was noted in.
 */
export function endServers(folder: string): void {
  const pids = path.join(folder, 'pids');
  if (!fs.existsSync(pids)) return;
  for (const pid of fs.readFileSync(pids, 'utf8').trim().split('\n').map(Number)) {
    if (commandLine(pid).includes(folder)) process.kill(pid, 'SIGKILL');
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is a process, of somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function commandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
