import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import {
  AdmissionPolicy,
  type AdmissionPolicyProps,
  GuardRails,
  type GuardRailsProps,
  type KindRef,
  type LabelSelector,
  type MatchCondition,
  type PolicyVariable,
  PostgreSQL,
  type Validation,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { labels, qualifiedName } from '../values/labels';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { full, mostly, partial } from '../values/records';
import { text } from '../values/texts';
import { member } from './tenant';

const message = mostly(
  fc.constant('is not good'),
  text.filter((said) => said.trim() !== '' && !said.trim().includes('\n')),
);
const expression = fc.constantFrom(
  'true',
  'object == null || object.metadata.name != "a"',
  'oldObject == null || object == null || object.metadata.name == oldObject.metadata.name',
  'request.operation != "DELETE" && !request.dryRun',
  'request.userInfo.groups.exists(g, g.startsWith("a:"))',
  'namespaceObject == null || namespaceObject.metadata.labels["a"].matches("^[a-z]+$")',
  'authorizer.group("apps").resource("deployments").namespace("a").check("create").allowed()',
  'variables.names.all(n, n != "a") && size(variables.names) >= 0',
);
const variables: readonly PolicyVariable[] = [
  { name: 'names', expression: 'has(object.metadata.labels) ? object.metadata.labels.map(k, k) : []' },
  { name: '_second', expression: 'variables.names.size() + 1' },
];
const validation = fc
  .tuple(
    full<Pick<Validation, 'expression' | 'message'>>({ expression, message }),
    partial<Pick<Validation, 'messageExpression'>>({
      messageExpression: fc.constantFrom(
        '"named " + string(object.metadata.name)',
        '"seen: " + variables.names.join(",")',
      ),
    }),
  )
  .map(([needed, rest]): Validation => ({ ...needed, ...rest }));
const condition = full<MatchCondition>({
  name: qualifiedName,
  expression: fc.constantFrom(
    'has(request.userInfo.username)',
    'object != null',
    'request.namespace != "kube-system"',
  ),
});
const requirement = fc.oneof(
  full<{ key: string; operator: string }>({
    key: qualifiedName,
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
  }),
  full<{ key: string; operator: string; values: readonly string[] }>({
    key: qualifiedName,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(dnsLabel, { minLength: 1, maxLength: 3 }),
  }),
);
const selector: fc.Arbitrary<LabelSelector> = partial<LabelSelector>({
  matchLabels: labels,
  matchExpressions: fc.array(requirement, { maxLength: 3 }),
});
const kinds: fc.Arbitrary<AdmissionPolicyProps['kinds']> = fc.oneof(
  fc.constant('namespaced' as const),
  fc.subarray<Exclude<AdmissionPolicyProps['kinds'], 'namespaced'>[number]>(
    [
      'v1/Namespace',
      'apps/Deployment',
      'batch/Job',
      'rbac.authorization.k8s.io/ClusterRole',
      PostgreSQL,
      { kind: 'v1/Pod', subresources: ['ephemeralcontainers', 'status'] },
    ],
    { minLength: 1 },
  ),
);

/** A policy. */
export interface PolicyCase {
  /** Id of the construct. */
  readonly id: string;
  /** Its validations. */
  readonly validations: readonly Validation[];
  /** Its kinds. */
  readonly kinds: AdmissionPolicyProps['kinds'];
  /** Its other props. */
  readonly props: Partial<AdmissionPolicyProps>;
}

/** {@link AdmissionPolicy} under test. */
export const admissionPolicy: Subject<PolicyCase> = {
  name: 'AdmissionPolicy',
  props: full<PolicyCase>({
    id: dnsLabel,
    validations: fc.array(validation, { minLength: 1, maxLength: 4 }),
    kinds,
    props: partial<Omit<AdmissionPolicyProps, 'kinds' | 'validations' | 'variables'>>({
      name: dnsSubdomain,
      except: fc.subarray<KindRef>(['v1/Event', 'apps/DaemonSet']),
      operations: fc.subarray(['CREATE', 'UPDATE', 'DELETE'], { minLength: 1 }),
      namespaceSelector: selector,
      matchConditions: fc.uniqueArray(condition, { maxLength: 3, selector: ({ name }) => name }),
      enforcement: fc.constantFrom('Deny', 'Warn', 'Audit'),
      judgedAtSynth: fc.boolean(),
      exemptAtSynth: labels,
    }),
  }),
  declare: (cluster, { id, props, ...rest }) =>
    inChart(cluster, (chart) => new AdmissionPolicy(chart, id, { ...rest, ...props, variables })),
};

const names = fc.array(dnsLabel, { maxLength: 3 });

/** {@link GuardRails} under test. */
export const guardRails: Subject<GuardRailsProps> = {
  name: 'GuardRails',
  props: fc
    .tuple(
      fc.array(member, { minLength: 1, maxLength: 3 }),
      partial<Omit<GuardRailsProps, 'administrators'>>({
        operators: fc.array(member, { maxLength: 3 }),
        sharedNamespaces: names,
        clusterRoles: names,
        namespaceLabels: fc.array(qualifiedName, { maxLength: 3 }),
        enforcement: fc.constantFrom('Deny', 'Warn', 'Audit'),
      }),
    )
    .map(([administrators, rest]): GuardRailsProps => ({ administrators, ...rest })),
  declare: (cluster, props) => inChart(cluster, (chart) => new GuardRails(chart, 'guard-rails', props)),
  // To compile all of its policies takes a server most of the time of a sweep: each case has one of them judged, in turn.
  judged: (objects) => {
    const digest = createHash('sha1').update(JSON.stringify(objects)).digest();
    const names = [...new Set(objects.map(({ metadata }) => metadata.name))];
    const chosen = names[digest.readUInt32BE() % names.length];
    return objects.filter(({ metadata }) => metadata.name === chosen);
  },
};
