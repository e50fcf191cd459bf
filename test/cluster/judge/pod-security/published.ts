import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, PodSecurityLevel } from '../../../../lib';

/** A pod that the pod security admission project publishes, with its verdict. */
export interface Fixture {
  /** Where it is: `restricted/v1.34/fail/runasuser0.yaml`. */
  readonly name: string;
  /** The level that it is judged by. */
  readonly level: PodSecurityLevel;
  /** Minor versions of the standards that it is judged by. */
  readonly minors: readonly number[];
  /** Whether it is admitted. */
  readonly passes: boolean;
  /** The check that it is about, in lower case. */
  readonly check: string;
  /** The pod. */
  readonly pod: Manifest;
}

const MODULE = 'k8s.io/pod-security-admission';

/** The releases, as part of which the fixtures are published, with the checksum that a release must have. */
const RELEASES: readonly (readonly [version: string, checksum: string])[] = [
  ['v0.28.15', 'h1:mYWmkuuSVe8oeca/ukz93AFNrbtDqIrdZY8Lml9Rlzw='],
  ['v0.29.15', 'h1:ilQ+KBhPJ3PHixenmLjX2xSLjuWMCQm2OoEWQ8MEej4='],
  ['v0.30.14', 'h1:YPHLSvjpHxsIjV5s5gGGC0IcLS9AWpXqiE7HaMShLrI='],
  ['v0.31.12', 'h1:lL+0Mn2MqTdFqgRPo0u+nO9/GhaBB/MrOxJLILw3oO4='],
  ['v0.32.13', 'h1:NaHZ3C9zXDEQJlj3hg49jLgErAlae1MRo290fSPjD8c='],
  ['v0.33.13', 'h1:1N/ofqrp83BrTyyT01W5LABU0MSgkWLN+QKL9WriCKU='],
  ['v0.34.4', 'h1:p0mjfXZHtknqO+imC4/jz9XOSxLB8B/sWnxMYAcNyao='],
  ['v0.35.10', 'h1:H1zycw7cbiApPNoyNAgIn56wmGxeSTzNYTGO9sihuz4='],
  ['v0.36.6', 'h1:ex5ox1C16Loj86IF40/AuScP1DPc7vmHGKYdimTaZa0='],
  ['v0.37.1', 'h1:4oVmjy29PlRLanwoyoZ2zDCuaHp3Xq+QDyyb9DNBDD4='],
];

/** Minor versions of Kubernetes whose fixtures are published. */
export const PUBLISHED: readonly number[] = RELEASES.map(([version]) => Number(version.split('.')[1]));

let folders: ReadonlyMap<number, string> | undefined;

/** The folder of each release in Go's cache of modules, where Go puts those that are missing. */
function released(): ReadonlyMap<number, string> {
  if (folders) return folders;
  const modules = RELEASES.map(([version]) => `${MODULE}@${version}`);
  const env = { ...process.env, GOWORK: 'off' };
  const { stdout, stderr, error } = spawnSync('go', ['mod', 'download', '-json', ...modules], {
    cwd: __dirname,
    env,
    encoding: 'utf8',
  });
  if (error) throw error;
  const found = stdout
    .split(/^(?=\{)/m)
    .filter((text) => text.trim() !== '')
    .map((text) => JSON.parse(text) as { Version: string; Dir?: string; Sum?: string; Error?: string });
  folders = new Map(
    RELEASES.map(([version, checksum], index) => {
      const { Dir, Sum, Error: problem = stderr } = found.find((each) => each.Version === version) ?? {};
      if (!Dir) throw new Error(`${MODULE} ${version} is not to be had: ${problem}`);
      if (Sum !== checksum) throw new Error(`${MODULE} ${version} has another checksum: ${Sum}`);
      return [PUBLISHED[index] as number, join(Dir, 'test', 'testdata')];
    }),
  );
  return folders;
}

/** Whether Go is there, which has the fixtures or gets them. */
export function hasGo(): boolean {
  return spawnSync('go', ['version']).error === undefined;
}

const parsed = new Map<string, Manifest>();

/** Most pods are the same in all versions. */
function read(file: string): Manifest {
  const text = readFileSync(file, 'utf8');
  const known = parsed.get(text);
  if (known) return known;
  const pod = parse(text) as Manifest;
  parsed.set(text, pod);
  return pod;
}

/**
 * The fixtures that are published with a minor version of Kubernetes, for every version of the standards. Where the
 * standards have not changed since, the newest that are published hold up to that version.
 */
export function publishedWith(kubernetes: number): readonly Fixture[] {
  const root = released().get(kubernetes) as string;
  return [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED].flatMap((level) => {
    const versions = readdirSync(join(root, level));
    const newest = Math.max(...versions.map(minorOf));
    return versions.flatMap((version) => {
      const minor = minorOf(version);
      const later = minor === newest ? kubernetes - newest : 0;
      const minors = Array.from({ length: later + 1 }, (_, index) => minor + index);
      return ['pass', 'fail'].flatMap((verdict) =>
        readdirSync(join(root, level, version, verdict)).map((file) => ({
          name: `${level}/${version}/${verdict}/${file}`,
          level,
          minors,
          passes: verdict === 'pass',
          check: file.replace(/\d*\.yaml$/, ''),
          pod: read(join(root, level, version, verdict, file)),
        })),
      );
    });
  });
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
