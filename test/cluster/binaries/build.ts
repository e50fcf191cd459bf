/**
 * Builds what the cluster tests run, from source: `node --import tsx test/cluster/binaries/build.ts`,
 * with minor versions as arguments to build no others. What is in the cache already is left alone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheEntry } from './cache';
import { CYCLONUS, ETCD, type GoModule, KUBERNETES, PROMTOOL } from './go-module';

function go(args: readonly string[], cwd: string): void {
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const { error, status, signal, stderr } = spawnSync('go', args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (error && 'code' in error && error.code === 'ENOENT') {
    throw new Error('go is not on the PATH: the servers are built from source, which needs Go 1.26 or newer');
  }
  if (error) throw error;
  if (status !== 0) throw new Error(`go ${args.join(' ')}: ${signal ?? `exit ${status}`}\n${stderr}`);
}

/** Two that build the same at once do not disturb each other: the one who comes second throws its own away. */
function publish(built: string, entry: string): void {
  try {
    renameSync(built, entry);
  } catch (error) {
    if (!existsSync(entry)) throw error;
  }
}

function step(what: string, run: () => void): void {
  const start = performance.now();
  run();
  console.log(`${what}: built in ${Math.round((performance.now() - start) / 1000)} s`);
}

function build(module: GoModule): void {
  const entry = cacheEntry(module);
  const title = `${module.name} ${module.version}`;
  if (existsSync(entry)) {
    console.log(`${title}: there already, in ${entry}`);
    return;
  }
  mkdirSync(join(entry, '..'), { recursive: true });
  const scratch = mkdtempSync(`${entry}.`);
  try {
    for (const [program, path] of Object.entries(module.packages)) {
      const output = join(scratch, program);
      step(`${title}: ${program}`, () => go(['build', ...module.flags, '-o', output, path], module.folder));
    }
    publish(scratch, entry);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function modulesOf(minors: readonly string[]): readonly GoModule[] {
  return minors.map((minor) => {
    const module = KUBERNETES.get(minor);
    if (module) return module;
    throw new Error(`Kubernetes ${minor} has no folder here; there are ${[...KUBERNETES.keys()].join(', ')}`);
  });
}

const asked = process.argv.slice(2);
try {
  for (const module of [
    ETCD,
    PROMTOOL,
    CYCLONUS,
    ...modulesOf(asked.length > 0 ? asked : [...KUBERNETES.keys()]),
  ])
    build(module);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
