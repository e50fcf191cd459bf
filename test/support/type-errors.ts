import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './files';

const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
/** Inside the project, where sources find its dependencies; and not in build/, which every pack empties. */
const PARENT = path.join(ROOT, '.snippets');

/** Makes a folder of its own for sources that are to be compiled, or run, with what the project has installed. */
export function sourceFolder(): string {
  fs.mkdirSync(PARENT, { recursive: true });
  return fs.mkdtempSync(path.join(PARENT, 'run-'));
}

/**
 * What the compiler says of the sources of a folder, a text for each mistake: `main.ts(1,7): error TS2322: …`.
 * @param options of the compiler, beside those of the project
 */
export function typeErrors(
  folder: string,
  options: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const config = path.join(folder, 'tsconfig.json');
  const compilerOptions = { rootDir: ROOT, noEmit: true, ...options };
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.ts'));
  fs.writeFileSync(
    config,
    JSON.stringify({ extends: path.join(ROOT, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [TSC, '-p', config, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  // Lines that go on with a mistake are indented.
  const errors = stdout.split(/\n(?=\S)/).filter((text) => text.trim() !== '');
  if ((status === 0) !== (errors.length === 0))
    throw new Error(`tsc ended with ${status}: ${stdout}${stderr}`);
  return errors.map((text) => text.trim());
}
