import { Construct } from 'constructs';
import { addCheck } from './check';
import { Cluster } from './cluster';
import { at, fail } from './errors';
import { emit, type KubeObject } from './kube-object';
import type { StringMap } from './labels';
import { setNamespaceScope } from './namespace-scope';
import { placementCheck } from './placement-check';
import { isAsStrictAs, PodSecurityLevel, podSecurityLabels } from './pod-security';
import { checkReason } from './reason';

/** Annotation of a namespace that says why its pod security level is below `restricted`; for reviewers alone. */
export const POD_SECURITY_REASON = 'cdk8s-platform/pod-security-reason';

/** How a namespace holds its pods to the Pod Security Standards. */
export interface PodSecurityProps {
  /**
   * Pod security level that the namespace enforces: pods that violate it are refused. One below `restricted` exempts
   * every pod of the namespace from what is left out, and takes a `podSecurityReason`.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * Why the level is below `restricted`, on one line. It is written to an annotation of the namespace.
   * @default - none; required below `restricted`, and refused there
   */
  readonly podSecurityReason?: string;
  /**
   * Level that is warned of: who applies a pod that violates it is told. At least as strict as what is enforced.
   * @default - the level that is enforced
   */
  readonly podSecurityWarn?: PodSecurityLevel;
  /**
   * Level whose violations are recorded in the audit log. At least as strict as what is enforced.
   * @default - the level that is enforced
   */
  readonly podSecurityAudit?: PodSecurityLevel;
  /**
   * Version of the standards, as a minor version of Kubernetes: `1.34`. Not newer than the cluster, which knows no
   * newer ones. An older one keeps what is refused as it is while the cluster is upgraded.
   * @default - that of the cluster
   */
  readonly podSecurityVersion?: string;
}

/** Props of {@link Namespace}. */
export interface NamespaceProps extends PodSecurityProps {
  /**
   * Name of the namespace.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Further labels.
   * @default - none
   */
  readonly labels?: StringMap;
  /**
   * Further annotations.
   * @default - none
   */
  readonly annotations?: StringMap;
  /**
   * Whether GitOps keeps it when it is no longer declared.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * A namespace, with its pod security level pinned to a version and protected against pruning. It is a scope: what is
 * created inside it lives in the namespace.
 */
export class Namespace extends Construct {
  /** Name of the namespace. */
  readonly name: string;
  /** Pod security level that it enforces. */
  readonly podSecurity: PodSecurityLevel;
  /** The Namespace object. */
  readonly object: KubeObject;

  /** @throws PlatformError for a level without the reason that it takes, or a mode weaker than what is enforced */
  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    super(scope, id);
    this.name = props.name ?? id;
    this.podSecurity = props.podSecurity ?? PodSecurityLevel.RESTRICTED;
    setNamespaceScope(this, { name: this.name, podSecurity: this.podSecurity });
    addCheck(this, placementCheck(this));
    const reason = this.parseReason(props.podSecurityReason);
    const levels = {
      enforce: this.podSecurity,
      warn: this.parseFurtherLevel('podSecurityWarn', props.podSecurityWarn),
      audit: this.parseFurtherLevel('podSecurityAudit', props.podSecurityAudit),
    };
    this.object = emit(
      this,
      'Namespace',
      'v1/Namespace',
      {
        name: this.name,
        labels: {
          ...props.labels,
          ...podSecurityLabels(levels, this.parseVersion(props.podSecurityVersion)),
        },
        annotations: {
          ...props.annotations,
          ...(reason !== undefined && { [POD_SECURITY_REASON]: reason }),
        },
      },
      {},
      { protect: props.protect ?? true },
    );
  }

  private parseReason(given: string | undefined): string | undefined {
    const reason = given === undefined ? undefined : at(this, 'podSecurityReason', () => checkReason(given));
    const exempts = this.podSecurity !== PodSecurityLevel.RESTRICTED;
    if (exempts === (reason !== undefined)) return reason;
    return exempts
      ? fail(this, 'podSecurity', {
          problem: 'exempts the pods of the namespace from the restricted level, and no reason is stated',
          given: this.podSecurity,
          fix: 'state `podSecurityReason`, or leave `podSecurity` out',
        })
      : fail(this, 'podSecurityReason', {
          problem: 'states why the namespace is exempt, but its level is restricted',
          given: reason,
          fix: 'leave it out',
        });
  }

  private parseFurtherLevel(
    prop: 'podSecurityWarn' | 'podSecurityAudit',
    level: PodSecurityLevel = this.podSecurity,
  ): PodSecurityLevel {
    if (isAsStrictAs(level, this.podSecurity)) return level;
    return fail(this, prop, {
      problem: 'is weaker than what the namespace enforces, so it would tell of nothing',
      given: level,
      allowed: Object.values(PodSecurityLevel)
        .filter((other) => isAsStrictAs(other, this.podSecurity))
        .join(', '),
    });
  }

  private parseVersion(given: string | undefined): string {
    const cluster = Cluster.of(this);
    if (given === undefined) return cluster.kubernetes;
    if (at(this, 'podSecurityVersion', () => cluster.atLeast(given))) return given;
    return fail(this, 'podSecurityVersion', {
      problem: 'is newer than the cluster, which would take its own instead',
      given,
      allowed: `at most ${cluster.kubernetes}`,
    });
  }
}
