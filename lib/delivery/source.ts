import { posix } from 'node:path';
import { PlatformError } from '../core/errors';

/** A project takes these as patterns in a list of repositories, servers or namespaces. */
const PATTERN = /[*?[\]{}]|^!/;

const URL_FORM = /^(https?|ssh|oci):\/\/[^\s/]+(\/\S*)?$/;
const SCP_FORM = /^[\w.-]+@[\w.-]+:[^\s/]\S*$/;

/**
 * Returns the URL of a repository when it names exactly one.
 *
 * Patterns are refused because a project matches its repositories by them: `*` trusts every repository there is.
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#managing-projects
 * @throws PlatformError when it is empty, a pattern, no URL, or holds a password
 */
export function checkRepoUrl(url: string): string {
  const allowed = 'the URL of one repository: https://…, ssh://…, oci://… or git@host:path';
  if (typeof url !== 'string' || url === '') {
    throw new PlatformError({ problem: 'is empty', given: url, allowed });
  }
  refusePassword(url);
  if (PATTERN.test(url)) throw new PlatformError({ problem: 'is a pattern', given: url, allowed });
  if (SCP_FORM.test(url)) return url;
  if (!URL_FORM.test(url) || !URL.canParse(url)) {
    throw new PlatformError({ problem: 'is not the URL of a repository', given: url, allowed });
  }
  return url;
}

/**
 * Returns the URL of a cluster's API server when it names exactly one.
 * @throws PlatformError when it does not
 */
export function checkServer(url: string): string {
  const exact = typeof url === 'string' && /^https?:\/\/[^\s/]+$/.test(url) && URL.canParse(url);
  if (exact && !/[*?{}]/.test(url)) return url;
  throw new PlatformError({
    problem: 'is not the address of one cluster',
    given: url,
    allowed: 'the URL that Argo CD knows the cluster by, as in https://kubernetes.default.svc',
  });
}

/**
 * Returns a revision of a repository.
 * @throws PlatformError when it is empty, or has white space around it
 */
export function checkRevision(revision: string): string {
  if (typeof revision === 'string' && revision !== '' && revision.trim() === revision) return revision;
  throw new PlatformError({
    problem: 'is not a revision',
    given: revision,
    allowed: 'a branch, tag or commit, as in HEAD, refs/heads/main or v1.2.0',
  });
}

/**
 * Returns a path of a repository in its shortest form: `./dist/` becomes `dist`.
 * @throws PlatformError when it is empty, absolute or leads out of the repository
 */
export function normalizePath(path: string): string {
  const problem = pathProblem(path);
  if (problem) {
    throw new PlatformError({
      problem,
      given: path,
      allowed: 'a path from the root of the repository, as in dist/shop; "." for the root itself',
    });
  }
  return posix.normalize(path).replace(/\/$/, '');
}

function pathProblem(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') return 'is empty';
  if (path.startsWith('/')) return 'starts with "/"';
  if (path.includes('\\')) return 'has a "\\"';
  return path.split('/').includes('..') ? 'contains ".."' : undefined;
}

function refusePassword(url: string): void {
  if (!URL.canParse(url)) return;
  const parsed = new URL(url);
  if (parsed.password === '') return;
  // The message goes to build logs: it must not repeat what it warns of.
  parsed.password = '***';
  throw new PlatformError({
    problem: 'holds a password, which would be committed with the manifests',
    given: parsed.href,
    fix: 'leave it out, and give Argo CD the credentials in a repository Secret',
  });
}
