import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../support/files';

/** What the definitions of a kind say of it. */
export interface DefinedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Versions that are served and, where there are others, not deprecated. */
  readonly versions: readonly string[];
}

/**
 * Strimzi is no Go module. Read by hand: names from its definitions and its ClusterRole strimzi-admin
 * (packaging/install/cluster-operator), versions from @kubernetes-models/strimzi-kafka-operator 1.0.1.
 */
const STRIMZI = [
  'core.strimzi.io StrimziPodSet strimzipodsets Namespaced v1',
  'kafka.strimzi.io Kafka kafkas Namespaced v1',
  'kafka.strimzi.io KafkaBridge kafkabridges Namespaced v1',
  'kafka.strimzi.io KafkaConnect kafkaconnects Namespaced v1',
  'kafka.strimzi.io KafkaConnector kafkaconnectors Namespaced v1',
  'kafka.strimzi.io KafkaMirrorMaker2 kafkamirrormaker2s Namespaced v1',
  'kafka.strimzi.io KafkaNodePool kafkanodepools Namespaced v1',
  'kafka.strimzi.io KafkaRebalance kafkarebalances Namespaced v1',
  'kafka.strimzi.io KafkaTopic kafkatopics Namespaced v1',
  'kafka.strimzi.io KafkaUser kafkausers Namespaced v1',
];

/**
 * Controllers of Flux whose definitions the Go module proxy does not have. Read by hand from the types of their modules
 * `api`: helm-controller v1.6.4, notification-controller v1.9.4.
 */
const FLUX = [
  'helm.toolkit.fluxcd.io HelmRelease helmreleases Namespaced v2',
  'notification.toolkit.fluxcd.io Alert alerts Namespaced v1beta3',
  'notification.toolkit.fluxcd.io Provider providers Namespaced v1beta3',
  'notification.toolkit.fluxcd.io Receiver receivers Namespaced v1',
];
const BY_HAND: Readonly<Record<string, readonly string[]>> = { FLUX, STRIMZI };

const FILE = path.join(ROOT, 'test', 'schemas', 'installed.json');
const READ: Readonly<Record<string, { readonly kinds: readonly string[] }>> = JSON.parse(
  fs.readFileSync(FILE, 'utf8'),
);

/** The kinds of software by the name of its declaration, as the project itself defines them. */
export const DEFINED: ReadonlyMap<string, readonly DefinedKind[]> = new Map(
  [...new Set([...Object.keys(READ), ...Object.keys(BY_HAND)])].map((declaration) => [
    declaration,
    [...(READ[declaration]?.kinds ?? []), ...(BY_HAND[declaration] ?? [])].map(parse),
  ]),
);

function parse(row: string): DefinedKind {
  const [group = '', kind = '', plural = '', scope, versions = ''] = row.split(' ');
  return { group, kind, plural, namespaced: scope === 'Namespaced', versions: versions.split(',') };
}
