import fc from 'fast-check';
import { PlatformError } from '../../../lib/core/errors';
import { Image } from '../../../lib/core/values/image';

const SHA256 = `sha256:${'0123456789abcdef'.repeat(4)}`;
const SHA384 = `sha384:${'0123456789abcdef'.repeat(6)}`;
const SHA512 = `sha512:${'0123456789abcdef'.repeat(8)}`;

const component = fc.stringMatching(/^[a-z0-9]{1,5}([._]|__|-{1,3})[a-z0-9]{1,5}$|^[a-z0-9]{1,8}$/);
const path = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const host = fc.constantFrom(
  '',
  'localhost/',
  'localhost:5000/',
  'registry.example.com/',
  'GHCR.io:443/',
  '[fd00::1]:5000/',
);
const tag = fc.stringMatching(/^\w[\w.-]{0,20}$/).filter((text) => text !== 'latest');
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

describe('an image reference', () => {
  it.each([
    ['nginx:1.27', 'nginx', '1.27', undefined],
    ['localhost:5000/a/b:1.0', 'localhost:5000/a/b', '1.0', undefined],
    ['localhost/a:1', 'localhost/a', '1', undefined],
    ['ghcr.io/org/app:v1.2.3-rc.1_x', 'ghcr.io/org/app', 'v1.2.3-rc.1_x', undefined],
    ['[fd00::1]:5000/app:1', '[fd00::1]:5000/app', '1', undefined],
    ['a__b/c--d/e.f_g:_1', 'a__b/c--d/e.f_g', '_1', undefined],
    [`app@${SHA256}`, 'app', undefined, SHA256],
    [`app@${SHA384}`, 'app', undefined, SHA384],
    [`app@${SHA512}`, 'app', undefined, SHA512],
    [`localhost:5000/app@${SHA256}`, 'localhost:5000/app', undefined, SHA256],
    [`r.example.com:443/app:1.0@${SHA256}`, 'r.example.com:443/app', '1.0', SHA256],
    [`app:${'t'.repeat(128)}`, 'app', 't'.repeat(128), undefined],
    [`ghcr.io/${'a'.repeat(255)}:1`, `ghcr.io/${'a'.repeat(255)}`, '1', undefined],
    [`localhost/${'a'.repeat(255)}:1`, `localhost/${'a'.repeat(255)}`, '1', undefined],
    ['app:LATEST', 'app', 'LATEST', undefined],
  ])('has a repository, a tag and a digest: %s', (text, repository, tag, digest) => {
    const image = Image.of(text);
    expect({ ...image }).toEqual({ repository, tag, digest });
    expect(image.toString()).toBe(text);
    expect(Image.of(image)).toBe(image);
    expect(JSON.stringify([image])).toBe(JSON.stringify([text]));
  });

  it('is made of the parts that it was written from', () => {
    fc.assert(
      fc.property(
        host,
        path,
        optional(tag),
        fc.constantFrom(undefined, SHA256, SHA512),
        (host, path, tag, digest) => {
          fc.pre(tag !== undefined || digest !== undefined);
          const text = `${host}${path}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
          const image = Image.of(text);
          expect({ ...image }).toEqual({ repository: `${host}${path}`, tag, digest });
          expect(image.toString()).toBe(text);
        },
      ),
    );
  });

  it('has neither `value` nor `resolve`, which cdk8s would take for a token', () => {
    const image = Image.of('app:1');
    expect('value' in image).toBe(false);
    expect('resolve' in image).toBe(false);
  });
});

describe('a value that is not an image reference', () => {
  const form = 'allowed: [registry/]repository:tag or [registry/]repository@digest';
  const digests = 'allowed: "sha256:" and 64 lower-case hexadecimal digits (96 for sha384, 128 for sha512)';
  const tags = 'allowed: at most 128 letters, digits, "_", "." and "-", not starting with "." or "-"';
  const repositories =
    'allowed: lower-case letters and digits, separated by "/", ".", "_", "__" or any number of "-"';

  it.each([
    ['', `is not an image reference; given: ""; ${form}`],
    ['a b:1', `is not an image reference; given: "a b:1"; ${form}`],
    [
      'https://ghcr.io/a:1',
      `is a URL, not an image reference; given: "https://ghcr.io/a:1"; ${form}; fix: leave out "https://"`,
    ],
    [
      'nginx',
      `has neither a tag nor a digest, which means "latest"; given: "nginx"; ${form}; fix: write "nginx:<version>"`,
    ],
    [
      'localhost:5000/a',
      `has neither a tag nor a digest, which means "latest"; given: "localhost:5000/a"; ${form}; fix: write "localhost:5000/a:<version>"`,
    ],
    [
      'nginx:latest',
      'has the tag "latest", which is another image over time; given: "nginx:latest"; allowed: any other tag; fix: name a version',
    ],
    [
      `a:latest@${SHA256}`,
      `has the tag "latest", which is another image over time; given: "a:latest@${SHA256}"; allowed: any other tag; fix: write "a@${SHA256}"`,
    ],
    [
      'Nginx:1',
      'has a repository with upper case; given: "Nginx:1"; allowed: lower case; fix: write "nginx"',
    ],
    [
      'Team/app:1',
      'has a repository with upper case; given: "Team/app:1"; allowed: lower case; fix: write "team/app"',
    ],
    [
      'ghcr.io/Team/App:1',
      'has a repository with upper case; given: "ghcr.io/Team/App:1"; allowed: lower case; fix: write "ghcr.io/team/app"',
    ],
    ['a..b:1', `has no valid repository; given: "a..b:1"; ${repositories}`],
    ['nginx:', `has no valid tag; given: "nginx:"; ${tags}`],
    ['nginx:-1', `has no valid tag; given: "nginx:-1"; ${tags}`],
    ['nginx@sha256:abc', `has no valid digest; given: "nginx@sha256:abc"; ${digests}`],
    [
      'my_host.x/a:1',
      'has no valid registry; given: "my_host.x/a:1"; allowed: a host name or IP address, with an optional port',
    ],
  ])('is refused with what is allowed: %j', (input, message) => {
    expect(() => Image.of(input)).toThrow(PlatformError);
    expect(() => Image.of(input)).toThrow(new Error(message));
  });

  it.each([
    ':1',
    '/a:1',
    'a/:1',
    'a//b:1',
    'localhost:5000/:1',
    'localhost:/a:1',
    'a.b:port/a:1',
    '-a.b/c:1',
    'a-:1',
    '_a:1',
    'a___b:1',
    'é:1',
    'a:1:2',
    'a:1/b',
    'a:é',
    'a:1\n',
    `a:${'t'.repeat(129)}`,
    `${'a'.repeat(256)}:1`,
    'a@',
    'a@sha256',
    `a@${SHA256}0`,
    `a@${SHA256.toUpperCase()}`,
    `a@sha256:${'A'.repeat(64)}`,
    `a@md5:${'a'.repeat(32)}`,
    `a@sha512:${'a'.repeat(64)}`,
    `a@${SHA256}:1`,
    `a@${SHA256}@${SHA256}`,
    `@${SHA256}`,
    undefined,
    null,
    1,
    {},
  ])('is refused: %j', (input) => {
    expect(() => Image.of(input as never)).toThrow(PlatformError);
  });

  it('is every repository without tag and digest', () => {
    fc.assert(
      fc.property(host, path, (host, path) => {
        expect(() => Image.of(`${host}${path}`)).toThrow('has neither a tag nor a digest');
      }),
    );
  });

  it('has a fix that is lower case when the repository is not', () => {
    fc.assert(
      fc.property(path, (path) => {
        fc.pre(/[a-z]/.test(path) && !/^[^/]*\./.test(path));
        expect(() => Image.of(`${path.toUpperCase()}:1`)).toThrow(`fix: write "${path}"`);
      }),
    );
  });
});
