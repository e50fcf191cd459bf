import type { ApiResource } from '../core/api-resources';

/** The traits of a custom kind that somebody else defines. */
export function customKind(
  apiVersion: `${string}/${string}`,
  kind: string,
  plural: string,
  scope: 'Namespaced' | 'Cluster' = 'Namespaced',
): ApiResource {
  const [group = '', version = ''] = apiVersion.split('/');
  return { group, version, kind, plural, namespaced: scope === 'Namespaced', names: 'dns-subdomain' };
}
