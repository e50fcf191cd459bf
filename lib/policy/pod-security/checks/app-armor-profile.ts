import { PodSecurityLevel } from '../../../core/pod-security';
import { breachesAt, type Judge, type SecurityCheck } from '../security-check';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
/** The first version of Kubernetes whose pods have fields for it. */
const FIELDS_SINCE = 30;

function isAllowedAnnotation(value: unknown): boolean {
  return value === '' || value === 'runtime/default' || String(value).startsWith('localhost/');
}

const judge: Judge = (pod, kubernetes) => [
  ...breachesAt(
    kubernetes < FIELDS_SINCE ? [] : pod.contexts,
    ['appArmorProfile', 'type'],
    (type) => type === 'RuntimeDefault' || type === 'Localhost',
    'RuntimeDefault, Localhost',
  ),
  ...pod.annotations
    .filter(([key, { value }]) => key.startsWith(ANNOTATION) && !isAllowedAnnotation(value))
    .map(([, { field, value: given }]) => ({
      field,
      given,
      allowed: 'runtime/default, localhost/<profile>',
    })),
];

/** AppArmor is not taken off. */
export const appArmorProfile: SecurityCheck = {
  id: 'appArmorProfile',
  level: PodSecurityLevel.BASELINE,
  since: [[0, judge]],
};
