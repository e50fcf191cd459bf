import * as fc from 'fast-check';
import {
  BUILTIN_KINDS,
  type BuiltinKind,
  type Controller,
  type KindRef,
  Operator,
  type OperatorMonitoringProps,
  type OperatorProps,
  OperatorScope,
  POSTGRES_KINDS,
} from '../../../../lib';
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

const builtins = BUILTIN_KINDS.filter(({ kind }) => kind !== 'Secret');
const refs = (list: typeof builtins): KindRef[] => [
  ...list.map(({ group, kind }) => `${group || 'v1'}/${kind}` as BuiltinKind),
  ...POSTGRES_KINDS,
];
const anyKind = fc.constantFrom(...refs(builtins));
const namespacedKinds = fc.uniqueArray(
  fc.constantFrom(...refs(builtins.filter(({ namespaced }) => namespaced))),
  {
    maxLength: 5,
  },
);
const kinds = fc.uniqueArray(anyKind, { maxLength: 5 });
const own = fc.oneof(
  mostly(dnsSubdomain, text).map((secret) => ({ secret })),
  dnsSubdomain.map((configMap) => ({ configMap })),
);
const controller: fc.Arbitrary<Controller> = fc
  .tuple(
    anyKind,
    partial<Omit<Controller, 'for'>>({
      owns: namespacedKinds,
      creates: kinds,
      watches: kinds,
      reads: fc.array(own, { maxLength: 3 }),
      finalizer: fc.boolean(),
    }),
  )
  .map(([target, rest]) => ({ for: target, ...rest }));

const scope = fc.oneof(
  fc.constant(OperatorScope.cluster()),
  fc.uniqueArray(dnsLabel, { minLength: 1, maxLength: 4 }).map((names) => OperatorScope.namespaces(...names)),
);
const { liveness, readiness, ...container } = containerFields;
/** Its Service for metrics has a longer name, so that not all names will do. */
const operatorName = mostly(
  dnsLabel1035.map((name) => name.slice(0, 55).replace(/-+$/, '')),
  dnsLabel1035,
);

/** An operator. */
export interface OperatorCase {
  /** Id of the construct. */
  readonly id: string;
  /** What it cannot do without. */
  readonly needed: Pick<OperatorProps, 'image' | 'controllers' | 'scope'>;
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
        selector: ({ for: target }) => target,
      }),
    }),
    scale: fc.oneof(
      fc.constant({}),
      bounded,
      fc.integer({ min: 0, max: 5 }).map((replicas) => ({ replicas })),
    ),
    props: partial<Omit<OperatorProps, 'image' | 'controllers' | 'scope' | 'replicas' | 'disruption'>>({
      name: operatorName,
      ...podFields,
      ...container,
      leaseName: dnsSubdomain,
      metricsPort: port,
      healthPort: port,
      monitoring: mostly<OperatorMonitoringProps | false>(operatorMonitoring, fc.constant(false), 3),
    }),
  }),
  declare: (cluster, { id, needed, scale, props }) =>
    inChart(cluster, (chart) => new Operator(chart, id, { ...needed, ...scale, ...props })),
};
