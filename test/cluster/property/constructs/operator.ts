import * as fc from 'fast-check';
import {
  type ApiResource,
  BUILTIN_KINDS,
  type BuiltinKind,
  CONTROLLER_RUNTIME,
  type Controller,
  type ControllerKind,
  type ExtraPermission,
  environment,
  type Grant,
  javaOperatorSdk,
  type KindRef,
  type LeaderElection,
  type OperandGrants,
  Operator,
  type OperatorMonitoringProps,
  type OperatorProps,
  OperatorScope,
  type Performance,
  POSTGRES_KINDS,
  type ReasonedKind,
  Shards,
} from '../../../../lib';
import { kindRefOf } from '../../../../lib/operator/controller';
import { inChart, type Subject } from '../engine/subject';
import { containerFields } from '../values/containers';
import { image } from '../values/images';
import { port } from '../values/integers';
import { operatorMonitoring } from '../values/monitoring';
import { dnsLabel, dnsLabel1035, dnsSubdomain } from '../values/names';
import { podFields } from '../values/pods';
import { full, mostly, partial } from '../values/records';
import { bounded } from '../values/scale';
import { text } from '../values/texts';
import { operands, webhooks } from '../values/webhooks';

const refs = (list: readonly ApiResource[]): KindRef[] => [
  ...list.map(({ group, kind }) => `${group || 'v1'}/${kind}` as BuiltinKind),
  ...POSTGRES_KINDS,
];
const reason = mostly(fc.constantFrom('data | of users', 'keeps `them` \\ apart: yes'), text, 60);
/** Mostly with a reason, since many of them take one. */
const withReason = (kind: fc.Arbitrary<KindRef>): fc.Arbitrary<ControllerKind> =>
  mostly<ControllerKind>(full<ReasonedKind>({ kind, reason }), kind, 40);
const anyKind = fc.constantFrom(...refs(BUILTIN_KINDS));
const some = (kind: fc.Arbitrary<KindRef>): fc.Arbitrary<ControllerKind[]> =>
  fc.array(withReason(kind), { maxLength: 3 });
const namespacedKinds = some(fc.constantFrom(...refs(BUILTIN_KINDS.filter(({ namespaced }) => namespaced))));
const kinds = some(anyKind);
const grant = full<Omit<Grant, 'resourceNames'>>({
  group: fc.constantFrom('', 'apps', 'example.com', '*'),
  resource: fc.constantFrom('pods', 'pods/exec', 'leases', '*', '*/scale', 'configmaps'),
  verbs: fc.subarray(['get', 'list', 'watch', 'escalate', 'impersonate', '*'], { minLength: 1 }),
});
const grants = full<OperandGrants>({ rules: fc.array(grant, { minLength: 1, maxLength: 2 }), reason });
const extra = full<Omit<ExtraPermission, 'resourceNames'>>({
  group: fc.constantFrom('', 'apps', 'example.com', '*'),
  resource: fc.constantFrom('pods', 'pods/exec', 'nodes', '*', '*/scale', 'configmaps'),
  verbs: fc.subarray(['get', 'list', 'create', 'impersonate', '*'], { minLength: 1 }),
  where: fc.constantFrom('ownNamespace', 'scope', 'cluster', 'cluster'),
  reason,
});
const own = fc.oneof(
  mostly(dnsSubdomain, text, 60).map((secret) => ({ secret })),
  dnsSubdomain.map((configMap) => ({ configMap })),
);
const controller: fc.Arbitrary<Controller> = fc
  .tuple(
    withReason(anyKind),
    partial<Omit<Controller, 'for'>>({
      owns: namespacedKinds,
      creates: kinds,
      watches: kinds,
      deletes: kinds,
      strategy: fc.constantFrom('apply', 'update'),
      grants,
      reads: fc.array(own, { maxLength: 3 }),
      finalizer: fc.boolean(),
    }),
  )
  .map(([target, rest]) => ({ for: target, ...rest }));

const scope = fc.oneof(
  fc.constant(OperatorScope.cluster()),
  fc.uniqueArray(dnsLabel, { minLength: 1, maxLength: 4 }).map((names) => OperatorScope.namespaces(...names)),
);
const seconds = fc.integer({ min: 1, max: 60 });
const anyElection = partial<LeaderElection>({
  leaseDurationSeconds: seconds,
  renewDeadlineSeconds: seconds,
  retryPeriodSeconds: seconds,
});
const electable = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), seconds)
  .map(([retryPeriodSeconds, more, most]): LeaderElection => {
    const renewDeadlineSeconds = 2 * retryPeriodSeconds + more;
    return { retryPeriodSeconds, renewDeadlineSeconds, leaseDurationSeconds: renewDeadlineSeconds + most };
  });
const { liveness, readiness, ...container } = containerFields;
/** Its Services have longer names, so that not all names will do. */
const operatorName = mostly(
  dnsLabel1035.map((name) => name.slice(0, 54).replace(/-+$/, '')),
  dnsLabel1035,
);

/** An operator. */
export interface OperatorCase {
  /** Id of the construct. */
  readonly id: string;
  /** What it cannot do without. */
  readonly needed: Pick<OperatorProps, 'image' | 'controllers' | 'scope'>;
  /** Into how many shards its objects are cut, each with an operator; one for none. */
  readonly shards: number;
  /** Its number of pods. */
  readonly scale: Pick<OperatorProps, 'replicas' | 'disruption'>;
  /** Its other props. */
  readonly props: Partial<OperatorProps>;
}

/** {@link Operator} under test. */
export const operator: Subject<OperatorCase> = {
  name: 'Operator',
  props: full<OperatorCase>({
    id: operatorName,
    needed: full<OperatorCase['needed']>({
      image,
      scope,
      controllers: fc.uniqueArray(controller, {
        minLength: 1,
        maxLength: 3,
        selector: ({ for: target }) => kindRefOf(target),
      }),
    }),
    shards: mostly(fc.constant(1), fc.integer({ min: 2, max: 3 }), 8),
    scale: fc.oneof(
      fc.constant({}),
      bounded,
      mostly(fc.integer({ min: 1, max: 5 }), fc.constant(0), 200).map((replicas) => ({ replicas })),
    ),
    props: partial<Omit<OperatorProps, 'image' | 'controllers' | 'scope' | 'replicas' | 'disruption'>>({
      name: operatorName,
      ...podFields,
      ...container,
      leaseName: dnsSubdomain,
      permissions: fc.array(extra, { maxLength: 2 }),
      metricsPort: port,
      healthPort: port,
      terminationGracePeriodSeconds: fc.integer({ min: 20, max: 3600 }),
      webhooks,
      operands,
      framework: mostly(
        fc.constantFrom(CONTROLLER_RUNTIME, environment()),
        fc.constant(javaOperatorSdk({ controllerNames: ['databases'] })),
        40,
      ),
      leaderElection: mostly<LeaderElection>(electable, anyElection, 40),
      performance: partial<Performance>({
        maxConcurrentReconciles: seconds,
        clientQps: fc.integer({ min: 1, max: 50 }),
        clientBurst: fc.integer({ min: 50, max: 100 }),
        resyncSeconds: seconds,
        cacheLabelSelector: fc.constantFrom('a=b', 'a in (b, c),!d', 'a notin ()'),
        batchSize: seconds,
      }),
      requires: fc.subarray([...POSTGRES_KINDS]),
      monitoring: mostly<OperatorMonitoringProps | false>(fc.constant(false), operatorMonitoring, 2),
    }),
  }),
  declare: (cluster, { id, needed, shards, scale, props }) =>
    inChart(cluster, (chart) => {
      if (shards === 1) {
        new Operator(chart, id, { ...needed, ...scale, ...props });
        return;
      }
      const names = [...'abc'].slice(0, shards);
      for (const shard of Shards.byLabel('example.com/shard', names).all) {
        const name = `${id.slice(0, 50)}-${shard.name}`;
        const scope = needed.scope.withShard(shard);
        new Operator(chart, name, { ...needed, ...scale, ...props, scope, name, leaseName: name });
      }
    }),
};
