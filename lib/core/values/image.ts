import { PlatformError, type Problem } from '../errors';
import { markClass } from '../mark';

const FORM = '[registry/]repository:tag or [registry/]repository@digest';

const HOST_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = new RegExp(`^(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const PATH_COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${PATH_COMPONENT}(?:/${PATH_COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
/** Length of a digest's hexadecimal part, by algorithm. */
const DIGEST_LENGTHS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);
/** `RepositoryNameTotalLengthMax` of distribution/reference; it does not count the registry's host. */
const MAX_PATH = 255;

/**
 * Reference of a container image that always means the same release: with a tag other than `latest`, a
 * digest, or both.
 *
 * Sources: the grammar of github.com/distribution/reference v0.6.0, and Kubernetes' advice against `latest`
 * (https://kubernetes.io/docs/concepts/containers/images/#image-names). Beyond that grammar, the part before
 * the first `/` is a registry exactly when it has a `.` or a `:`, or is `localhost`, as image pullers take it:
 * upper case in `Team/app:1.0` is refused, and so is the host in `my_host.local/app:1.0`.
 */
export class Image {
  static {
    markClass(Image, 'Image');
  }

  /**
   * Parses an image reference.
   * @throws PlatformError without a path when it is not one, or has neither a tag nor a digest, or the tag `latest`
   */
  static of(value: string | Image): Image {
    if (value instanceof Image) return value;
    if (typeof value !== 'string') refuse(value, { problem: 'is not an image reference', allowed: FORM });
    const { repository, tag, digest } = split(value);
    const problem =
      problemOfText(value) ??
      problemOfRepository(repository) ??
      problemOfDigest(digest) ??
      problemOfTag(repository, tag, digest);
    if (problem) refuse(value, problem);
    return new Image(repository, tag, digest);
  }

  private constructor(
    /** Registry (when given) and path, as in `registry.example.com:5000/team/app`. */
    readonly repository: string,
    /**
     * The tag, as in `1.0`.
     * @default - the reference has a digest only
     */
    readonly tag: string | undefined,
    /**
     * The digest: algorithm, colon and lower-case hexadecimal digits.
     * @default - the reference has a tag only
     */
    readonly digest: string | undefined,
  ) {}

  /** The reference, as a container's `image` has it. */
  toString(): string {
    const tag = this.tag === undefined ? '' : `:${this.tag}`;
    const digest = this.digest === undefined ? '' : `@${this.digest}`;
    return `${this.repository}${tag}${digest}`;
  }

  /** The reference, as {@link toString} gives it. */
  toJSON(): string {
    return this.toString();
  }
}

interface Parts {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

function refuse(given: unknown, problem: Problem): never {
  throw new PlatformError({ given, ...problem });
}

function split(value: string): Parts {
  const [name = '', digest] = cut(value, value.indexOf('@'));
  const colon = name.lastIndexOf(':');
  // A colon before the last slash is that of the registry's port.
  const [repository = '', tag] = cut(name, colon > name.lastIndexOf('/') ? colon : -1);
  return { repository, tag, digest };
}

function cut(text: string, index: number): [string, string | undefined] {
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

function problemOfText(value: string): Problem | undefined {
  if (value === '' || /\s/.test(value)) return { problem: 'is not an image reference', allowed: FORM };
  const [scheme] = /^[a-z]+:\/\//i.exec(value) ?? [];
  if (scheme === undefined) return undefined;
  return { problem: 'is a URL, not an image reference', allowed: FORM, fix: `leave out "${scheme}"` };
}

function problemOfRepository(repository: string): Problem | undefined {
  const { host, path } = splitHost(repository);
  if (host !== undefined && !HOST.test(host)) {
    return { problem: 'has no valid registry', allowed: 'a host name or IP address, with an optional port' };
  }
  if (path.length > MAX_PATH) {
    return { problem: 'has a repository that is too long', allowed: `at most ${MAX_PATH} characters` };
  }
  if (PATH.test(path)) return undefined;
  if (PATH.test(path.toLowerCase())) {
    const fix = `write "${host === undefined ? '' : `${host}/`}${path.toLowerCase()}"`;
    return { problem: 'has a repository with upper case', allowed: 'lower case', fix };
  }
  return {
    problem: 'has no valid repository',
    allowed: 'lower-case letters and digits, separated by "/", ".", "_", "__" or any number of "-"',
  };
}

function splitHost(repository: string): { host: string | undefined; path: string } {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, Math.max(slash, 0));
  if (first !== 'localhost' && !/[.:]/.test(first)) return { host: undefined, path: repository };
  return { host: first, path: repository.slice(slash + 1) };
}

function problemOfDigest(digest: string | undefined): Problem | undefined {
  if (digest === undefined) return undefined;
  const [algorithm, hex = ''] = cut(digest, digest.indexOf(':'));
  const length = DIGEST_LENGTHS.get(algorithm);
  if (hex.length === length && /^[a-f0-9]+$/.test(hex)) return undefined;
  return {
    problem: 'has no valid digest',
    allowed: '"sha256:" and 64 lower-case hexadecimal digits (96 for sha384, 128 for sha512)',
  };
}

function problemOfTag(
  repository: string,
  tag: string | undefined,
  digest: string | undefined,
): Problem | undefined {
  if (tag === undefined && digest === undefined) {
    return {
      problem: 'has neither a tag nor a digest, which means "latest"',
      allowed: FORM,
      fix: `write "${repository}:<version>"`,
    };
  }
  if (tag === 'latest') {
    const fix = digest === undefined ? 'name a version' : `write "${repository}@${digest}"`;
    return {
      problem: 'has the tag "latest", which is another image over time',
      allowed: 'any other tag',
      fix,
    };
  }
  if (tag === undefined || TAG.test(tag)) return undefined;
  return {
    problem: 'has no valid tag',
    allowed: 'at most 128 letters, digits, "_", "." and "-", not starting with "." or "-"',
  };
}
