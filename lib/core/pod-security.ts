import type { StringMap } from './labels';

/**
 * Level of the Pod Security Standards.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** Anything goes: node agents and storage drivers only. */
  PRIVILEGED = 'privileged',
  /** Known privilege escalations are refused. */
  BASELINE = 'baseline',
  /** Hardened pods only; what every construct of this library renders by default. */
  RESTRICTED = 'restricted',
}

/**
 * Labels by which a namespace enforces, audits and warns of a level. The version is pinned, since `latest`
 * changes what is refused on the day that the cluster is upgraded.
 * @param kubernetes minor version of the cluster: `1.34`
 */
export function podSecurityLabels(level: PodSecurityLevel, kubernetes: string): StringMap {
  const labels: Record<string, string> = {};
  for (const mode of ['audit', 'enforce', 'warn']) {
    labels[`pod-security.kubernetes.io/${mode}`] = level;
    labels[`pod-security.kubernetes.io/${mode}-version`] = `v${kubernetes}`;
  }
  return labels;
}
