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

/** What happens to a pod that violates a level: it is refused, recorded in the audit log, or warned of. */
export type PodSecurityMode = 'enforce' | 'audit' | 'warn';

/** The levels from the weakest to the strictest. */
const STRICTNESS = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];

/** Whether a level admits nothing that another refuses. */
export function isAsStrictAs(level: PodSecurityLevel, other: PodSecurityLevel): boolean {
  return STRICTNESS.indexOf(level) >= STRICTNESS.indexOf(other);
}

/** Label of a namespace that states the level of a mode; its version is in the label of the same name with `-version`. */
export function podSecurityLabel(mode: PodSecurityMode): string {
  return `pod-security.kubernetes.io/${mode}`;
}

/**
 * Labels by which a namespace enforces, audits and warns of levels. The version is pinned, since `latest` changes
 * what is refused on the day that the cluster is upgraded.
 * @param levels level of each mode
 * @param version minor version of the standards: `1.34`
 */
export function podSecurityLabels(
  levels: Readonly<Record<PodSecurityMode, PodSecurityLevel>>,
  version: string,
): StringMap {
  const labels: Record<string, string> = {};
  for (const mode of ['audit', 'enforce', 'warn'] as const) {
    labels[podSecurityLabel(mode)] = levels[mode];
    labels[`${podSecurityLabel(mode)}-version`] = `v${version}`;
  }
  return labels;
}
