import * as fc from 'fast-check';
import {
  type Allowance,
  type HostRead,
  Namespace,
  type PodSecurityProps,
  type SyncFromHost,
  VirtualCluster,
  type VirtualClusterProps,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { level } from '../values/homes';
import { image } from '../values/images';
import { labels } from '../values/labels';
import { dnsLabel1035, dnsSubdomain } from '../values/names';
import { allowances } from '../values/peers';
import { bytes } from '../values/quantities';
import { full, mostly, partial } from '../values/records';
import { resources } from '../values/resources';
import { text } from '../values/texts';

type Needed = Pick<VirtualClusterProps, 'image' | 'kubernetesImage' | 'storage' | 'resources'>;
type Stored = Pick<VirtualClusterProps, 'store' | 'replicas'>;

const stored: fc.Arbitrary<Stored> = fc.oneof(
  fc.constantFrom<Stored[]>({}, { replicas: 1 }, { store: 'sqlite' }, { store: 'etcd' }),
  fc.constantFrom(1, 3, 5, 2 ** 31 - 1).map((replicas) => ({ store: 'etcd' as const, replicas })),
);
const reason = text.filter((value) => /\S/.test(value));
const reads: fc.Arbitrary<readonly HostRead[]> = fc
  .subarray<SyncFromHost>(['ingressClasses', 'runtimeClasses', 'storageClasses'])
  .chain((resources) =>
    fc.tuple(...resources.map((resource) => full<HostRead>({ resource: fc.constant(resource), reason }))),
  );
const ingress = full<{ host: string; passthrough: Record<string, string> }>({
  host: dnsSubdomain,
  passthrough: labels,
});

/** A virtual cluster. */
export interface VirtualClusterCase {
  /** Id of the construct. */
  readonly id: string;
  /** Pod security level of its namespace. */
  readonly podSecurity: PodSecurityProps;
  /** What it must be told. */
  readonly needed: Needed;
  /** How many pods it has, and where they store its objects. */
  readonly stored: Stored;
  /** Its other props. */
  readonly props: Partial<VirtualClusterProps>;
  /** Who may connect to its API, and to its pods. */
  readonly clients: readonly Allowance[];
}

/** {@link VirtualCluster} under test, alone in a namespace. */
export const virtualCluster: Subject<VirtualClusterCase> = {
  name: 'VirtualCluster',
  props: full<VirtualClusterCase>({
    id: dnsLabel1035,
    podSecurity: mostly(fc.constant({}), level),
    needed: full<Needed>({ image, kubernetesImage: image, storage: bytes, resources }),
    stored,
    props: partial<Omit<VirtualClusterProps, keyof Needed | keyof Stored>>({
      name: dnsLabel1035,
      storageClassName: dnsSubdomain,
      syncToHost: fc.subarray(['ingresses' as const, 'podDisruptionBudgets' as const]),
      syncFromHost: reads,
      ingress,
      dnsImage: image,
      hostnameImage: image,
    }),
    clients: allowances,
  }),
  declare: (cluster, { id, podSecurity, needed, stored: where, props, clients }) =>
    inChart(cluster, (chart) => {
      const home = new Namespace(chart, 'home', podSecurity);
      const made = new VirtualCluster(home, id, { ...needed, ...where, ...props });
      made.allowFrom(...clients);
      made.pods.allowFrom(...clients);
      made.pods.allowTo(...clients);
    }),
};
