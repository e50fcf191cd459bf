import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';
import { available, established } from './ready';

/** A cluster of Apache Kafka. */
export const KAFKA = customKind('kafka.strimzi.io/v1', 'Kafka', 'kafkas');
/** A topic of a cluster. */
export const KAFKA_TOPIC = customKind('kafka.strimzi.io/v1', 'KafkaTopic', 'kafkatopics');
/** A user of a cluster, whose credentials are in the Secret of its name. */
export const KAFKA_USER = customKind('kafka.strimzi.io/v1', 'KafkaUser', 'kafkausers');

const KINDS = [
  KAFKA,
  customKind('kafka.strimzi.io/v1', 'KafkaBridge', 'kafkabridges'),
  customKind('kafka.strimzi.io/v1', 'KafkaConnect', 'kafkaconnects'),
  customKind('kafka.strimzi.io/v1', 'KafkaConnector', 'kafkaconnectors'),
  customKind('kafka.strimzi.io/v1', 'KafkaMirrorMaker2', 'kafkamirrormaker2s'),
  customKind('kafka.strimzi.io/v1', 'KafkaNodePool', 'kafkanodepools'),
  customKind('kafka.strimzi.io/v1', 'KafkaRebalance', 'kafkarebalances'),
  KAFKA_TOPIC,
  KAFKA_USER,
  customKind('core.strimzi.io/v1', 'StrimziPodSet', 'strimzipodsets'),
];
const NAMESPACE = 'kafka';

/**
 * Strimzi, from 0.49 on, the first release that serves v1 of its kinds; from 1.0 on it serves no other. In the
 * namespace of its quick start; its manifests have none of their own.
 *
 * Sources: https://strimzi.io/quickstarts/, https://github.com/strimzi/strimzi-kafka-operator/tree/main/install/cluster-operator
 */
export const STRIMZI: InstalledSoftware = {
  name: 'Strimzi',
  namespaces: [NAMESPACE],
  kinds: KINDS,
  ready: [...established(KINDS), ...available(NAMESPACE, ['strimzi-cluster-operator'])],
};
