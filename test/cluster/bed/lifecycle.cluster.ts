import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { binariesFor, VERSIONS } from '../binaries/locate';
import { CLUSTERS_FOLDER, cleanUp } from './control-plane';

const minor = VERSIONS.map((version) => version.minor).find((version) => binariesFor(version));
const whenBuilt = minor ? test : test.skip;

/** Starts a control plane in a process of its own, and waits until it is up. */
async function start(): Promise<ChildProcess> {
  const script = path.join(__dirname, 'start-and-wait.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(minor)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) =>
    readline.createInterface(child.stdout as NodeJS.ReadableStream).once('line', resolve),
  );
  return child;
}

/** The processes that a starter has running: ids, as noted in the folders that bear its own. */
function serversOf({ pid }: ChildProcess): readonly number[] {
  return fs
    .readdirSync(CLUSTERS_FOLDER)
    .filter((folder) => folder.startsWith(`${pid}-`))
    .flatMap((folder) =>
      fs
        .readFileSync(path.join(CLUSTERS_FOLDER, folder, 'pids'), 'utf8')
        .trim()
        .split('\n'),
    )
    .map(Number);
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
  const pids = serversOf(child);
  expect(running(pids)).toHaveLength(3);
  child.kill('SIGKILL');
  await gone(pids);
});

whenBuilt('servers that outlived their supervisor are ended by the next run, by their ids', async () => {
  const child = await start();
  const pids = serversOf(child);
  const supervisor = Number(fs.readFileSync(`/proc/${pids[0]}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
  process.kill(supervisor, 'SIGKILL');
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(running(pids)).toHaveLength(3);
  cleanUp();
  await gone(pids);
});
