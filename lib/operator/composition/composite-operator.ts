import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { addCheck, type Check } from '../../core/check';
import { at, pathOf } from '../../core/errors';
import type { InstalledSoftware } from '../../core/installed-software';
import type { StringMap } from '../../core/labels';
import { markClass } from '../../core/mark';
import { checkName } from '../../core/names';
import { Namespace } from '../../core/namespace';
import { setNamespaceScope } from '../../core/namespace-scope';
import { PodSecurityLevel } from '../../core/pod-security';
import { findMissingKind } from '../../kind/required-kind';
import { NetworkPolicy } from '../../network/network-policy';
import { OperatorGraph, type OperatorNode } from './operator-graph';
import { softwareOf } from './software';

/** Props of {@link CompositeOperator}. */
export interface CompositeOperatorProps {
  /**
   * Name of them all, and of their namespace.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Labels of every object, beside `app.kubernetes.io/part-of`.
   * @default - none
   */
  readonly labels?: StringMap;
}

/**
 * Several operators that are installed as one: a chart, in which operators and the definitions of their kinds are created.
 * It has one namespace, closed by default, one folder and so one Application, and a label
 * `app.kubernetes.io/part-of` on every object. Operators start in the order of what they require of each other.
 *
 * Its status is that of its Application: healthy when every Deployment is available and every definition is established.
 * Others require it as one thing: {@link software} says what it has, as CERT_MANAGER does of cert-manager.
 */
export class CompositeOperator extends Chart {
  static {
    // The `instanceof` that is inherited from `Chart` holds for every chart.
    markClass(CompositeOperator, 'CompositeOperator');
  }

  /** Name of them all. */
  readonly name: string;

  /** @throws PlatformError for a name that no namespace can have; synth, when there is no operator in it */
  constructor(scope: Construct, id: string, props: CompositeOperatorProps = {}) {
    const name = props.name ?? id;
    super(scope, id, { labels: { ...props.labels, 'app.kubernetes.io/part-of': name } });
    this.name = at(this, 'name', () => checkName('dns-label', name));
    const podSecurity = PodSecurityLevel.RESTRICTED;
    setNamespaceScope(this, { name, podSecurity });
    const namespace = new Namespace(this, 'Namespace', { name, podSecurity });
    new NetworkPolicy(namespace, 'DefaultDeny', { name: 'default-deny', pods: 'all' });
    addCheck(this, this.check);
  }

  /** What the cluster has once it is installed. Complete when all its operators are declared. */
  get software(): InstalledSoftware {
    return softwareOf(this.name, this.name, this.operators);
  }

  private get operators(): readonly OperatorNode[] {
    return OperatorGraph.of(this).within(this);
  }

  private readonly check: Check = (objects) => {
    const path = pathOf(this);
    if (this.operators.length === 0) {
      return [{ path, problem: 'has no operator', fix: 'create them in it: `new Operator(composite, …)`' }];
    }
    return this.operators.flatMap(({ construct, reconciles }) => [
      ...(construct.namespace === this.name
        ? []
        : [
            {
              path: pathOf(construct),
              problem: 'is part of a CompositeOperator, but lands in another namespace',
              given: construct.namespace,
              allowed: this.name,
            },
          ]),
      ...reconciles.flatMap((kind) =>
        findMissingKind(construct, kind, `its controller in ${this.name}`, objects),
      ),
    ]);
  };
}
