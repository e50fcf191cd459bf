import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib';
import { filesOf, inTemporaryDirectory, ROOT } from './files';

const FOLDER = path.join(ROOT, 'apps');

/** The apps of this repository: the names of the folders in `apps`. */
export const APPS: readonly string[] = fs
  .readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The program of an app. */
export function programOf(app: string): string {
  return path.join(FOLDER, app, 'main.ts');
}

/**
 * The objects that an app writes when it is run as `cdk8s synth` does.
 * @param kubernetes version of the cluster; what the app states otherwise
 */
export function written(app: string, kubernetes?: string): readonly Manifest[] {
  return inTemporaryDirectory((outdir) => {
    const env = { CDK8S_OUTDIR: outdir, ...(kubernetes && { KUBERNETES_VERSION: kubernetes }) };
    run([programOf(app)], env);
    return objectsIn(outdir);
  });
}

/** The objects that an app writes for each of some versions of Kubernetes. */
export function writtenForEach(
  app: string,
  versions: readonly string[],
): ReadonlyMap<string, readonly Manifest[]> {
  return inTemporaryDirectory((outdir) => {
    run([path.join(__dirname, 'run-app.ts'), programOf(app), outdir, ...versions]);
    return new Map(versions.map((version) => [version, objectsIn(path.join(outdir, version))]));
  });
}

function run(program: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'pipe' } as const;
  execFileSync(process.execPath, ['--import', 'tsx', ...program], options);
}

function objectsIn(outdir: string): readonly Manifest[] {
  return Object.values(filesOf(outdir)).flatMap((content) =>
    parseAllDocuments(content).map((document) => document.toJS() as Manifest),
  );
}
