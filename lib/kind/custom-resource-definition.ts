import { Construct } from 'constructs';
import { HOLDS_DATA } from '../core/gitops';
import { builtin, KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { type Kind, type KindLike, kindOf } from './kind';

/** Props of {@link CustomResourceDefinition}. */
export interface CustomResourceDefinitionProps {
  /** The kind, or the construct class of its objects. */
  readonly kind: KindLike;
  /**
   * Labels of the definition.
   * @default - `app.kubernetes.io/managed-by` only
   */
  readonly labels?: StringMap;
  /**
   * Annotations of the definition, beside those for GitOps.
   * @default - none
   */
  readonly annotations?: StringMap;
}

/**
 * The CustomResourceDefinition of a kind: applied before everything else and, since its deletion would delete
 * every object of the kind, never pruned.
 */
export class CustomResourceDefinition extends Construct {
  /** The kind that it defines. */
  readonly kind: Kind;
  /** The CustomResourceDefinition object. */
  readonly object: KubeObject;

  constructor(scope: Construct, id: string, props: CustomResourceDefinitionProps) {
    super(scope, id);
    this.kind = kindOf(props.kind);
    const { spec } = this.kind.manifest();
    const { labels } = props;
    // By it, objects of the kind that other libraries render are protected as well.
    const annotations = { ...(this.kind.holdsData && { [HOLDS_DATA]: 'true' }), ...props.annotations };
    // Not by `emit`: its types are those of cdk8s-plus, which has names of its own for parts of a schema.
    this.object = new KubeObject(
      this,
      'Resource',
      builtin('apiextensions.k8s.io/CustomResourceDefinition'),
      { name: this.kind.crdName, labels, annotations },
      { spec },
    );
  }
}
