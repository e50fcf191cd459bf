import { isAsStrictAs, PodSecurityLevel } from '../../core/pod-security';
import type { PodTemplate } from '../../core/pod-template';
import { allowPrivilegeEscalation } from './checks/allow-privilege-escalation';
import { appArmorProfile } from './checks/app-armor-profile';
import { capabilitiesBaseline } from './checks/capabilities-baseline';
import { capabilitiesRestricted } from './checks/capabilities-restricted';
import { hostNamespaces } from './checks/host-namespaces';
import { hostPathVolumes } from './checks/host-path-volumes';
import { hostPorts } from './checks/host-ports';
import { hostProbesAndHostLifecycle } from './checks/host-probes-and-host-lifecycle';
import { privileged } from './checks/privileged';
import { procMount } from './checks/proc-mount';
import { procMountRestricted } from './checks/proc-mount-restricted';
import { restrictedVolumes } from './checks/restricted-volumes';
import { runAsNonRoot } from './checks/run-as-non-root';
import { runAsUser } from './checks/run-as-user';
import { seLinuxOptions } from './checks/se-linux-options';
import { seccompProfileBaseline } from './checks/seccomp-profile-baseline';
import { seccompProfileRestricted } from './checks/seccomp-profile-restricted';
import { sysctls } from './checks/sysctls';
import { windowsHostProcess } from './checks/windows-host-process';
import { Pod } from './pod';
import type { Breach, Judge, SecurityCheck } from './security-check';

/** The checks of the Pod Security Standards, the baseline first. */
export const SECURITY_CHECKS: readonly SecurityCheck[] = [
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  privileged,
  procMount,
  seLinuxOptions,
  seccompProfileBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
];

/** A level of the Pod Security Standards, as they are in a version. */
export interface Standard {
  /** The level. */
  readonly level: PodSecurityLevel;
  /** The minor version: 34 for 1.34. */
  readonly minor: number;
}

/** What in a pod violates a standard, and the check that says so. */
export interface Violation extends Breach {
  /** The check. */
  readonly check: SecurityCheck;
}

/**
 * What in the pods of a template violates a standard, as the API server finds it.
 * @param kubernetes minor version of the API server, which takes its own for a newer one of the standard
 */
export function violationsOf(
  template: PodTemplate,
  { level, minor }: Standard,
  kubernetes: number,
): readonly Violation[] {
  if (level === PodSecurityLevel.PRIVILEGED) return [];
  const pod = new Pod(template);
  return judgesOf(level, Math.min(minor, kubernetes)).flatMap(([check, judge]) =>
    judge(pod, kubernetes).map((breach) => ({ ...breach, check })),
  );
}

type JudgeOf = readonly [check: SecurityCheck, judge: Judge];

const JUDGES = new Map<string, readonly JudgeOf[]>();

/** The checks of a level in a version, and how each of them judges there. */
function judgesOf(level: PodSecurityLevel, minor: number): readonly JudgeOf[] {
  const key = `${level} ${minor}`;
  const known = JUDGES.get(key);
  if (known) return known;
  const active = SECURITY_CHECKS.filter((check) => isAsStrictAs(level, check.level)).flatMap(
    (check): readonly JudgeOf[] => {
      const judge = check.since.findLast(([since]) => since <= minor)?.[1];
      return judge ? [[check, judge]] : [];
    },
  );
  const overridden = new Set(active.map(([{ overrides }]) => overrides));
  const judges = active.filter(([{ id }]) => !overridden.has(id));
  JUDGES.set(key, judges);
  return judges;
}
