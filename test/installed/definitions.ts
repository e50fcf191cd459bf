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

const FILE = path.join(ROOT, 'test', 'schemas', 'installed.json');
const READ: Readonly<Record<string, { readonly kinds: readonly string[] }>> = JSON.parse(
  fs.readFileSync(FILE, 'utf8'),
);

/** The kinds of software by the name of its declaration, as the project itself defines them. */
export const DEFINED: ReadonlyMap<string, readonly DefinedKind[]> = new Map(
  [...Object.entries(READ), ['STRIMZI', { kinds: STRIMZI }] as const].map(([declaration, { kinds }]) => [
    declaration,
    kinds.map(parse),
  ]),
);

function parse(row: string): DefinedKind {
  const [group = '', kind = '', plural = '', scope, versions = ''] = row.split(' ');
  return { group, kind, plural, namespaced: scope === 'Namespaced', versions: versions.split(',') };
}
