import { Construct } from 'constructs';
import { addCheck } from './check';
import { Cluster } from './cluster';
import { emit, type KubeObject } from './kube-object';
import type { StringMap } from './labels';
import { setNamespaceScope } from './namespace-scope';
import { placementCheck } from './placement-check';
import { PodSecurityLevel, podSecurityLabels } from './pod-security';

/** Props of {@link Namespace}. */
export interface NamespaceProps {
  /**
   * Name of the namespace.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Pod security level that the namespace enforces, audits and warns of.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * Further labels.
   * @default - none
   */
  readonly labels?: StringMap;
  /**
   * Annotations.
   * @default - those for GitOps alone
   */
  readonly annotations?: StringMap;
}

/**
 * A namespace, with its pod security level pinned to the cluster's version and protected against pruning. It is
 * a scope: what is created inside it lives in the namespace.
 */
export class Namespace extends Construct {
  /** Name of the namespace. */
  readonly name: string;
  /** Pod security level that it enforces. */
  readonly podSecurity: PodSecurityLevel;
  /** The Namespace object. */
  readonly object: KubeObject;

  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    super(scope, id);
    this.name = props.name ?? id;
    this.podSecurity = props.podSecurity ?? PodSecurityLevel.RESTRICTED;
    setNamespaceScope(this, { name: this.name, podSecurity: this.podSecurity });
    addCheck(this, placementCheck(this));
    this.object = emit(
      this,
      'Namespace',
      'v1/Namespace',
      {
        name: this.name,
        labels: { ...props.labels, ...podSecurityLabels(this.podSecurity, Cluster.of(this).kubernetes) },
        annotations: props.annotations,
      },
      {},
    );
  }
}
