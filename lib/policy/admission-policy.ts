import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { addCheck } from '../core/check';
import { Cluster } from '../core/cluster';
import { at, fail, PlatformError } from '../core/errors';
import { builtin, KubeObject } from '../core/kube-object';
import { canonicalSelector, type LabelSelector } from '../core/label-selector';
import type { StringMap } from '../core/labels';
import { checkName } from '../core/names';
import { nonEmpty } from '../core/non-empty';
import type { Plain } from '../core/plain';
import type { KindRef } from '../kind/kind-ref';
import { CompiledPolicy } from './compiled-policy';
import { checkMatchConditions, type MatchCondition } from './match-conditions';
import { type MatchedKinds, type PolicyOperation, resourceRules } from './matched-kinds';
import type { PolicyVariable, Validation } from './policy-body';
import { policyCheck } from './synth-check';

/**
 * What happens to what a policy finds wrong: it is refused; it is let through with a warning to whoever sent it; or it is
 * let through, and the audit log tells of it.
 */
export type Enforcement = 'Deny' | 'Warn' | 'Audit';

/** Props of {@link AdmissionPolicy}. */
export interface AdmissionPolicyProps {
  /**
   * Name of the policy and of its binding.
   * @default - the construct's id
   */
  readonly name?: string;
  /** What it is asked about. */
  readonly kinds: MatchedKinds;
  /**
   * Kinds that it is not asked about after all, where `kinds` has them.
   * @default - none
   */
  readonly except?: readonly KindRef[];
  /**
   * What is done to them that it is asked about. At a DELETE, `object` is null; at a CREATE, `oldObject` is.
   * @default - CREATE and UPDATE
   */
  readonly operations?: readonly PolicyOperation[];
  /**
   * Labels of the namespaces whose objects it is asked about. Of a Namespace itself, the labels of the request count,
   * which whoever sends it chooses: a policy that guards Namespaces selects none, and looks at `oldObject`.
   * @default - every namespace
   */
  readonly namespaceSelector?: LabelSelector;
  /**
   * Conditions that a request meets for it to be asked, at most 64.
   * @default - none
   */
  readonly matchConditions?: readonly MatchCondition[];
  /**
   * Values that its expressions share.
   * @default - none
   */
  readonly variables?: readonly PolicyVariable[];
  /** What an object must be: at least one. */
  readonly validations: readonly Validation[];
  /**
   * What happens to what it finds wrong. At synth, what would be refused stops it; what would be let through is a warning.
   * @default 'Deny'
   */
  readonly enforcement?: Enforcement;
  /**
   * Whether synth runs it on the objects of the app, as if somebody who is nobody in particular created them. Not for rules
   * on who does something rather than on what.
   * @default true
   */
  readonly judgedAtSynth?: boolean;
  /**
   * Labels of objects of the app that synth does not run it on.
   * @default - none
   */
  readonly exemptAtSynth?: StringMap;
}

/**
 * A rule on objects, written once and used twice: the API server refuses what breaks it, by a ValidatingAdmissionPolicy
 * with a binding; and synth runs the same expressions on the objects of the app.
 *
 * What cannot be judged, since an expression fails, is refused.
 */
export class AdmissionPolicy extends Construct {
  /** Name of the policy and of its binding. */
  readonly name: string;

  /**
   * @throws PlatformError for an expression that does not compile, naming it and where; for what the version of the
   * cluster does not take; and on a cluster that does not enforce such policies
   */
  constructor(scope: Construct, id: string, props: AdmissionPolicyProps) {
    super(scope, id);
    this.name = at(this, 'name', () => checkName('dns-subdomain', props.name ?? id));
    const cluster = this.clusterWithPolicies();
    const { variables = [], matchConditions = [], validations, except = [], enforcement = 'Deny' } = props;
    const { operations = ['CREATE', 'UPDATE'], namespaceSelector } = props;
    if (validations.length === 0)
      fail(this, 'validations', { problem: 'is empty', given: [], allowed: 'at least one validation' });
    if (operations.length === 0)
      fail(this, 'operations', { problem: 'is empty', given: [], allowed: 'CREATE, UPDATE, DELETE' });
    at(this, 'enforcement', () => checkEnforcement(enforcement));
    const conditions = at(this, 'matchConditions', () => checkMatchConditions(matchConditions, cluster));
    const policy = at(this, undefined, () =>
      CompiledPolicy.compile({ variables, matchConditions, validations }, cluster),
    );
    const selector =
      namespaceSelector && at(this, 'namespaceSelector', () => canonicalSelector(namespaceSelector));
    const rules = at(this, 'kinds', () => resourceRules(props.kinds, operations));
    this.emitPolicy({
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent',
        resourceRules: rules,
        excludeResourceRules: nonEmpty(except.length === 0 ? [] : resourceRules(except, operations)),
      },
      matchConditions: nonEmpty(conditions),
      variables: nonEmpty(variables.map(({ name, expression }) => ({ name, expression }))),
      validations: validations.map(({ expression, message, messageExpression }) => ({
        expression,
        message,
        messageExpression,
        reason: 'Forbidden',
      })),
    });
    this.emitBinding({
      policyName: this.name,
      validationActions: [enforcement],
      matchResources: selector && { matchPolicy: 'Equivalent', namespaceSelector: selector },
    });
    if (!(props.judgedAtSynth ?? true) || !operations.includes('CREATE')) return;
    addCheck(
      this,
      policyCheck({
        name: this.name,
        policy,
        kinds: props.kinds,
        except,
        namespaceSelector: selector,
        exemptLabels: props.exemptAtSynth,
        severity: enforcement === 'Deny' ? 'error' : 'warning',
      }),
    );
  }

  private clusterWithPolicies(): Cluster {
    const cluster = Cluster.of(this);
    if (cluster.admissionPolicies) return cluster;
    return fail(this, undefined, {
      problem: `is a ValidatingAdmissionPolicy, which API servers of Kubernetes ${cluster.kubernetes} do not enforce unless they are told to`,
      fix: 'switch on the feature gate ValidatingAdmissionPolicy and --runtime-config=admissionregistration.k8s.io/v1beta1=true, and pass `admissionPolicies: true` to the Cluster',
    });
  }

  private emitPolicy(spec: Plain<k8s.ValidatingAdmissionPolicySpecV1Beta1>): void {
    this.emit('ValidatingAdmissionPolicy', spec);
  }

  private emitBinding(spec: Plain<k8s.ValidatingAdmissionPolicyBindingSpecV1Beta1>): void {
    this.emit('ValidatingAdmissionPolicyBinding', spec);
  }

  private emit(kind: 'ValidatingAdmissionPolicy' | 'ValidatingAdmissionPolicyBinding', spec: object): void {
    const resource = builtin(`admissionregistration.k8s.io/${kind}`);
    const version = Cluster.of(this).atLeast('1.30') ? resource.version : 'v1beta1';
    new KubeObject(this, kind, { ...resource, version }, { name: this.name }, { spec });
  }
}

function checkEnforcement(enforcement: Enforcement): void {
  if (['Deny', 'Warn', 'Audit'].includes(enforcement)) return;
  throw new PlatformError({ problem: 'is unknown', given: enforcement, allowed: 'Deny, Warn, Audit' });
}
