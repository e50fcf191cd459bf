import { PodSecurityLevel } from '../../../core/pod-security';
import { at } from '../pod';
import { breachesAt, type Judge, type SecurityCheck } from '../security-check';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** What is allowed as the type of a profile. */
export const PROFILES = 'RuntimeDefault, Localhost';

/** Profiles were annotations before they were fields; the versions of that time look at nothing else. */
const judgeAnnotations: Judge = (pod) => {
  const names = pod.containers.map((container) => `${CONTAINER_ANNOTATION}${at(container, 'name').value}`);
  const keys = new Set([POD_ANNOTATION, ...names]);
  return pod.annotations
    .filter(([key, { value }]) => keys.has(key) && !isAllowedAnnotation(value))
    .map(([, { field, value: given }]) => ({
      field,
      given,
      allowed: 'runtime/default, docker/default, localhost/<profile>',
    }));
};

function isAllowedAnnotation(value: unknown): boolean {
  return value === 'runtime/default' || value === 'docker/default' || String(value).startsWith('localhost/');
}

/** Judges the profiles that are stated. */
export const judgeProfiles: Judge = (pod) =>
  breachesAt(
    pod.contexts,
    ['seccompProfile', 'type'],
    (type) => type === 'RuntimeDefault' || type === 'Localhost',
    PROFILES,
  );

/** The filter of system calls is not taken off. */
export const seccompProfileBaseline: SecurityCheck = {
  id: 'seccompProfile_baseline',
  level: PodSecurityLevel.BASELINE,
  since: [
    [0, judgeAnnotations],
    [19, judgeProfiles],
  ],
};
