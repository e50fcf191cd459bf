import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../lib';
import { filesOf, inTemporaryDirectory, ROOT } from '../../support/files';
import { inOrder } from './order';

let known: readonly Manifest[] | undefined;

/** The objects of the quickstart, as they are in its files: it synthesizes when it is loaded, so it is run. */
export function quickstart(): readonly Manifest[] {
  known ??= inTemporaryDirectory((outdir) => {
    const source = join(ROOT, 'apps', 'quickstart', 'main.ts');
    const env = { ...process.env, CDK8S_OUTDIR: outdir };
    execFileSync(process.execPath, ['--import', 'tsx', source], { cwd: ROOT, env });
    const files = Object.values(filesOf(outdir));
    const documents = files.flatMap((content) => parseAllDocuments(content));
    return inOrder(documents.map((document) => document.toJS() as Manifest));
  });
  return known;
}
