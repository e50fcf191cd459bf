import { spawnSync } from 'node:child_process';

/** What one run cost. */
export interface Sample {
  /** Elapsed time, in milliseconds. */
  readonly wall: number;
  /** User and system time of all threads, in milliseconds. */
  readonly cpu: number;
  /** Peak resident memory of the whole process, in MiB. */
  readonly memory: number;
}

// Settings of cdk8s that a developer may have exported would change what is measured.
const { CDK8S_OUTDIR, CDK8S_DISABLE_SORT, CDK8S_RECORD_CONSTRUCT_METADATA, ...ENVIRONMENT } = process.env;

/**
 * Measures what a fresh process does, so that no run finds the heap or the compiled code of another.
 * @param entry path of a module that calls {@link measure}
 * @param args arguments of the process
 */
export function runChild(entry: string, args: readonly string[]): Sample {
  const child = spawnSync(process.execPath, ['--import', 'tsx', entry, ...args], {
    encoding: 'utf8',
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.error) throw child.error;
  if (child.status !== 0)
    throw new Error(`${entry} ${args.join(' ')} ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout) as Sample;
}

/** Runs `work` in a child and prints its cost. What the child loaded before is no part of the times. */
export function measure(work: () => void): void {
  const cpuBefore = process.cpuUsage();
  const before = process.hrtime.bigint();
  work();
  const wall = Number(process.hrtime.bigint() - before) / 1e6;
  const cpu = process.cpuUsage(cpuBefore);
  const sample: Sample = {
    wall,
    cpu: (cpu.user + cpu.system) / 1e3,
    memory: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(sample));
}
