import { posix } from 'node:path';
import { PlatformError } from '../core/errors';

/**
 * Returns an absolute path without a colon, as mounts take it.
 * @throws PlatformError without a path of a construct when it is none
 */
export function checkAbsolute(path: string): string {
  if (path.startsWith('/') && !path.includes(':') && !path.split('/').includes('..')) return path;
  throw new PlatformError({
    problem: 'is not an absolute path',
    given: path,
    allowed: 'a path that starts with "/", without ".." and ":"',
  });
}

/** The one spelling of a directory: `/var/log` for `/var//log/` and `/var/./log`. */
export function canonicalPath(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, '');
}

/** Whether a path is the root of a filesystem, in whatever spelling. */
export function isRoot(path: string): boolean {
  return canonicalPath(path) === '/';
}

/**
 * Returns paths of which each is another directory.
 * @throws PlatformError without a path of a construct when two are one, in whatever spelling
 */
export function checkDistinct(paths: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(canonicalPath(path))) {
      throw new PlatformError({
        problem: 'names one directory twice',
        given: path,
        allowed: 'each directory once',
      });
    }
    seen.add(canonicalPath(path));
  }
  return paths;
}
