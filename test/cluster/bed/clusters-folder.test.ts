import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { inTemporaryDirectory } from '../../support/files';
import { CLUSTERS_FOLDER, cleanUp, endServers } from './clusters-folder';

const sleepers: ChildProcess[] = [];

afterEach(() => {
  jest.restoreAllMocks();
  for (const sleeper of sleepers.splice(0)) sleeper.kill('SIGKILL');
});

/** A process that does nothing, and whose command line has some text. */
function sleeping(text: string): number {
  const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', text]);
  sleepers.push(sleeper);
  return sleeper.pid as number;
}

/** How a process that does nothing ended, where it does so soon. */
function endOf(pid: number): Promise<NodeJS.Signals | null | 'still there'> {
  const sleeper = sleepers.find((one) => one.pid === pid) as ChildProcess;
  return new Promise((resolve) => {
    sleeper.once('exit', (_, signal) => resolve(signal));
    setTimeout(() => resolve('still there'), 500);
  });
}

/** Folders of these names as a clean-up leaves them. */
function left(...names: readonly string[]): readonly string[] {
  return inTemporaryDirectory((clusters) => {
    for (const name of names) fs.mkdirSync(path.join(clusters, name));
    cleanUp(clusters);
    return fs.readdirSync(clusters);
  });
}

/** The id of a process that has ended. */
const ended = spawnSync(process.execPath, ['-e', '']).pid;

test('every user has a folder of their own', () => {
  expect(path.basename(CLUSTERS_FOLDER)).toBe(`cdk8s-platform-clusters-${process.getuid?.()}`);
});

test('what ended runs left is removed, and what running ones keep is not', () => {
  expect(left(`${ended}-a`, `${process.pid}-b`)).toEqual([`${process.pid}-b`]);
});

test('a process of somebody else, which may not be signalled, is running', () => {
  jest.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  });
  expect(left(`${ended}-a`)).toEqual([`${ended}-a`]);
});

// Command lines are read from /proc.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('servers are ended by their ids, only while their command lines name their folder', async () => {
  const [own, other] = inTemporaryDirectory((folder) => {
    const pids = [sleeping(folder), sleeping('another')] as const;
    fs.writeFileSync(path.join(folder, 'pids'), pids.map((pid) => `${pid}\n`).join(''));
    endServers(folder);
    return pids;
  });
  expect(await Promise.all([endOf(own), endOf(other)])).toEqual(['SIGKILL', 'still there']);
});
