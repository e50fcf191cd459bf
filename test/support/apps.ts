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
    const env = {
      ...process.env,
      CDK8S_OUTDIR: outdir,
      ...(kubernetes && { KUBERNETES_VERSION: kubernetes }),
    };
    execFileSync(process.execPath, ['--import', 'tsx', programOf(app)], { cwd: ROOT, env, stdio: 'pipe' });
    return Object.values(filesOf(outdir)).flatMap((content) =>
      parseAllDocuments(content).map((document) => document.toJS() as Manifest),
    );
  });
}
