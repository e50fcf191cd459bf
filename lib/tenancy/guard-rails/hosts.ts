import { celText } from '../../policy/literal';

/**
 * By which external-dns makes names for what they stand on. Releases before v0.22 have `alpha` in the key, and later ones take
 * it on request.
 * Source: https://kubernetes-sigs.github.io/external-dns/v0.23.0/docs/annotations/annotations/#annotation-prefix
 */
const NAMES = ['external-dns.kubernetes.io', 'external-dns.alpha.kubernetes.io'].flatMap((prefix) => [
  `${prefix}/hostname`,
  `${prefix}/internal-hostname`,
]);

/** Whether a host is of the domains of the tenant, by its name. It takes a variable `domains`. */
export function isOwnHost(host: string): string {
  return `(!${host}.contains("*") && variables.domains.exists(d, ${host} == d || ${host}.endsWith("." + d)))`;
}

/**
 * Whether annotations that list hosts list those of the tenant alone. It takes variables `annotations` and `domains`.
 * @param more further annotations than those of external-dns
 */
export function areOwnNames(more: readonly string[] = []): string {
  const lists = [...NAMES, ...more].map((name) => {
    const key = celText(name);
    return `(!(${key} in variables.annotations) || variables.annotations[${key}].split(",").all(h, ${isOwnHost('h.trim()')}))`;
  });
  return lists.join(' && ');
}
