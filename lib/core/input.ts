import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { PlatformError } from './errors';
import type { Manifest } from './rendered-object';

/** Most that a file of manifests may hold: all definitions of the largest operators are a tenth of it. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The manifests in a file of YAML or JSON, in their order; documents that are empty are left out.
 * @param file path of the file, relative to the working directory
 * @throws PlatformError without a path, when the file cannot be read or is not a file of manifests
 */
export function readManifests(file: string): readonly Manifest[] {
  try {
    return parseManifests(fs.readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof PlatformError) throw error;
    throw new PlatformError({ problem: `cannot be read: ${reasonOf(error)}`, given: file });
  }
}

/**
 * The manifests in a file as it was at a revision of the git repository that it is in.
 * @param revision what `git rev-parse` takes: a tag, a branch, a commit
 * @param file path of the file, relative to the working directory
 * @throws PlatformError without a path, when git does not have the file at the revision
 */
export function readManifestsAt(revision: string, file: string): readonly Manifest[] {
  // A revision that begins with a dash would be an option of git.
  if (!/^[^-\s:][^\s:]*$/.test(revision)) {
    throw new PlatformError({
      problem: 'is not a revision of git',
      given: revision,
      allowed: 'a tag, a branch or a commit',
    });
  }
  let text: string;
  try {
    text = execFileSync('git', ['show', `${revision}:./${file.split(path.sep).join('/')}`], {
      encoding: 'utf8',
      maxBuffer: MAX_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw new PlatformError({
      problem: `cannot be read from git: ${reasonOf(error)}`,
      given: `${revision}:${file}`,
      fix: 'fetch the revision: a shallow clone, as CI makes it, has but the last',
    });
  }
  return parseManifests(text, `${revision}:${file}`);
}

/** @throws PlatformError without a path, when the text is not YAML or not of objects with a kind */
function parseManifests(text: string, source: string): readonly Manifest[] {
  const fix = text.includes('{{') && { fix: 'render its templates first, as `helm template` does' };
  const values = parseAllDocuments(text, { stringKeys: true }).map((document) => {
    const [error] = document.errors;
    if (error) {
      const [message = ''] = error.message.split('\n');
      const isKey = error.code === 'NON_STRING_KEY';
      // A template in the place of a value is YAML by chance: a map whose key is a map.
      const problem = isKey
        ? `has a key that is no text ${/at line.*\d/.exec(message)}`
        : `is not YAML: ${message}`;
      throw new PlatformError({ problem, given: source, ...fix });
    }
    return document.toJS() as unknown;
  });
  const wrong = values.find((value) => value !== null && !isManifest(value));
  if (wrong === undefined) return values.filter(isManifest);
  throw new PlatformError({
    problem: 'has a document that is no object of Kubernetes',
    given: wrong,
    allowed: 'objects with apiVersion, kind and metadata',
    ...fix,
  });
}

function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind, metadata } = Object(value) as Partial<Manifest>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null
  );
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  return (stderr || message).trim().split('\n')[0] ?? '';
}
