import type { IConstruct } from 'constructs';
import { addAppCheck } from '../../core/app-check';
import type { Check, Finding } from '../../core/check';
import { Cluster } from '../../core/cluster';
import { PodSecurityLevel, type PodSecurityMode } from '../../core/pod-security';
import { podTemplateOf } from '../../core/pod-template';
import type { RenderedObject } from '../../core/rendered-object';
import { type HeldStandard, labelFindings, standardsOf } from './namespace-standards';
import { type Violation, violationsOf } from './violations';

/** The newest minor version that is known here, for an app that states no cluster. */
const NEWEST = 37;

/**
 * Judges the pods of every object by the standards of the namespace that they land in, where the app has it: the API
 * server would accept a workload whose pods it refuses. Of a namespace that the app does not have, nothing is known.
 */
export function podSecurityCheck(app: IConstruct): Check {
  const cluster = Cluster.find(app);
  const kubernetes = cluster ? Number(cluster.kubernetes.split('.')[1]) : NEWEST;
  return (objects) => {
    const namespaces = objects.ofKind('', 'Namespace');
    return [
      ...namespaces.flatMap(labelFindings),
      ...namespaces.flatMap((namespace) => {
        const standards = standardsOf(namespace, kubernetes);
        return objects
          .inNamespace(namespace.name)
          .flatMap((object) => judge(object, namespace.name, standards, kubernetes));
      }),
    ];
  };
}

addAppCheck(podSecurityCheck);

/** What becomes of what violates a level, by the mode of the namespace. */
const CONSEQUENCES: Readonly<Record<PodSecurityMode, string>> = {
  enforce: 'is refused',
  warn: 'is warned of',
  audit: 'is recorded for audit',
};

function judge(
  object: RenderedObject,
  namespace: string,
  standards: readonly HeldStandard[],
  kubernetes: number,
): readonly Finding[] {
  const template = podTemplateOf(object);
  if (!template) return [];
  const told = new Set<string>();
  return standards.flatMap((standard) => {
    const violations = violationsOf(template, standard, kubernetes).filter(({ field }) => !told.has(field));
    if (violations.length === 0) return [];
    const baseline = { level: PodSecurityLevel.BASELINE, minor: standard.minor };
    const beyondBaseline = new Set(violationsOf(template, baseline, kubernetes).map(({ field }) => field));
    return violations.map((violation) => {
      told.add(violation.field);
      const lower = beyondBaseline.has(violation.field)
        ? PodSecurityLevel.PRIVILEGED
        : PodSecurityLevel.BASELINE;
      return findingOf(object.path, violation, namespace, standard, lower);
    });
  });
}

function findingOf(
  path: string,
  { field, given, allowed, check }: Violation,
  namespace: string,
  { mode, level, minor }: HeldStandard,
  lower: PodSecurityLevel,
): Finding {
  return {
    path,
    prop: field,
    ...(mode !== 'enforce' && { severity: 'warning' }),
    problem: `${CONSEQUENCES[mode]} in namespace ${namespace} by pod security level ${level} v1.${minor} (${check.id})`,
    given,
    allowed,
    fix: `${given === undefined ? 'set it' : 'change it'}, or run it in a Namespace of its own with podSecurity '${lower}' and the reason for that`,
  };
}
