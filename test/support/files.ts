import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** The root of the project. */
export const ROOT = path.join(__dirname, '..', '..');

/** Content of every file below a directory, by path relative to it. */
export function filesOf(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fs
      .readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => fs.statSync(path.join(directory, file)).isFile())
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(directory, file), 'utf8')]),
  );
}

/** Runs something in a temporary directory, which is removed afterwards. */
export function inTemporaryDirectory<T>(run: (directory: string) => T): T {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-platform-'));
  try {
    return run(directory);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
