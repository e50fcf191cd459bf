import { createHash } from 'node:crypto';
import { canonicalPath } from './path';

const MAX_LENGTH = 63;
const HASH_LENGTH = 8;
/** Paths that lose nothing when their slashes turn into dashes, so that no two of them come to one name. */
const PLAIN = /^(\/[a-z0-9]+)+$/;

/**
 * Name of a volume behind a path, which tells both in `kubectl describe`: `shop-var-run`. Where the path does not fit
 * into a name, or another path may look the same, a hash of it makes the name unique; it depends on nothing else, so
 * a second synth changes no pod.
 * @param owner whose volume it is, a DNS label
 * @param path absolute path, in any spelling
 */
export function volumeName(owner: string, path: string): string {
  const canonical = canonicalPath(path);
  const name = `${owner}${canonical.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  if (PLAIN.test(canonical) && name.length <= MAX_LENGTH) return name;
  const hash = createHash('sha256').update(`${owner}:${canonical}`).digest('hex').slice(0, HASH_LENGTH);
  const start = name.slice(0, MAX_LENGTH - HASH_LENGTH - 1).replace(/-+$/, '');
  return `${start}-${hash}`;
}
