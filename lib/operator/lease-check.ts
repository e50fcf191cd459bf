import type { Finding } from '../core/check';
import type { Install } from './install';

/** Operators that elect their leaders by one lease would be led by one of them, and the others would never work. */
export function leaseFindings(installs: readonly Install[]): readonly Finding[] {
  const first = new Map<string, Install>();
  return installs.flatMap((install): readonly Finding[] => {
    const { path, namespace, leaseName } = install;
    const other = first.get(`${namespace}/${leaseName}`);
    if (!other) {
      first.set(`${namespace}/${leaseName}`, install);
      return [];
    }
    return [
      {
        path,
        prop: 'leaseName',
        problem: `is the lease of [${other.path}] as well, so that one of them would stand by for ever`,
        given: `${namespace}/${leaseName}`,
        allowed: 'one operator for each lease',
        fix: 'give it another `leaseName`, where its program takes one, or a namespace of its own',
      },
    ];
  });
}
