import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { type Binaries, binariesFor, MINORS } from '../binaries/locate';
import { CLUSTERS_FOLDER, cleanUp } from './clusters-folder';
import { type ControlPlane, startControlPlane } from './control-plane';

const minor = MINORS.find((version) => binariesFor(version));
const whenBuilt = minor ? test : test.skip;

const children: ChildProcess[] = [];
const planes: ControlPlane[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const plane of planes.splice(0)) await plane.stop();
});

/** Starts a control plane in a process of its own, and waits until it is up. */
async function start(version = String(minor)): Promise<ChildProcess> {
  const script = path.join(__dirname, 'start-and-wait.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, version], {
    stdio: 'pipe',
  });
  children.push(child);
  const said: string[] = [];
  child.stderr.on('data', (text) => said.push(String(text)));
  await new Promise<void>((resolve, reject) => {
    child.once('close', (code) =>
      reject(new Error(`ended with code ${code} before it was up: ${said.join('')}`)),
    );
    readline.createInterface(child.stdout).once('line', () => resolve());
  });
  return child;
}

function foldersOf({ pid }: { readonly pid?: number }): readonly string[] {
  return fs
    .readdirSync(CLUSTERS_FOLDER)
    .filter((folder) => folder.startsWith(`${pid}-`))
    .map((folder) => path.join(CLUSTERS_FOLDER, folder));
}

/** The servers of control planes: ids, as noted in their folders. */
function serversOf(folders: readonly string[]): readonly number[] {
  return folders.flatMap((folder) =>
    fs.readFileSync(path.join(folder, 'pids'), 'utf8').trim().split('\n').map(Number),
  );
}

function running(pids: readonly number[]): readonly number[] {
  return pids.filter((pid) => fs.existsSync(`/proc/${pid}`));
}

async function gone(pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (running(pids).length > 0 && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(running(pids)).toEqual([]);
}

whenBuilt('servers end with whoever started them, even if that was killed', async () => {
  const child = await start();
  const pids = serversOf(foldersOf(child));
  expect(running(pids)).toHaveLength(3);
  child.kill('SIGKILL');
  await gone(pids);
});

/** The process that started another. */
function parentOf(pid: number | undefined): number {
  return Number(fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
}

whenBuilt('servers end with the standard input of whoever started them', async () => {
  const child = await start();
  const pids = serversOf(foldersOf(child));
  expect(running(pids)).toHaveLength(3);
  child.stdin?.end();
  await gone(pids);
});

whenBuilt('servers that outlived their supervisor are ended with the run', async () => {
  const before = foldersOf(process);
  const plane = await startControlPlane(binariesFor(String(minor)) as Binaries);
  planes.push(plane);
  const pids = serversOf(foldersOf(process).filter((folder) => !before.includes(folder)));
  expect(running(pids)).toHaveLength(3);
  process.kill(parentOf(pids[0]), 'SIGKILL');
  await plane.stop();
  await gone(pids);
  expect(foldersOf(process)).toEqual(before);
});

whenBuilt(
  'servers that outlived their supervisor and its run are ended by the next run, by their ids',
  async () => {
    const child = await start();
    const pids = serversOf(foldersOf(child));
    process.kill(parentOf(pids[0]), 'SIGKILL');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(running(pids)).toHaveLength(3);
    cleanUp();
    await gone(pids);
    expect(foldersOf(child)).toEqual([]);
  },
);

test('a starter that ends before its servers are up is no reason to wait', async () => {
  await expect(start('1.0')).rejects.toThrow(
    /^ended with code 1 before it was up: [\s\S]*no programs of 1\.0/,
  );
});
