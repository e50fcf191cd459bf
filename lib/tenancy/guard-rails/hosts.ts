import { celText } from '../../policy/literal';

/**
 * By which external-dns makes names for what they stand on.
 * Source: https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
 */
const NAMES = [
  'external-dns.alpha.kubernetes.io/hostname',
  'external-dns.alpha.kubernetes.io/internal-hostname',
];

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
