import type { Construct } from 'constructs';
import { Cluster } from '../../core/cluster';
import { at, fail } from '../../core/errors';
import type { StringMap } from '../../core/labels';
import { checkName } from '../../core/names';
import { CERT_MANAGER, CERTIFICATE } from '../../installed/cert-manager';
import { SERVICE_MONITOR } from '../../installed/prometheus-operator';
import { type Mount, Volume } from '../../workload/volume';
import { METRICS_CERT_DIR } from '../framework/cert-dirs';
import { emitServingCertificate, servingCertificates } from '../serving-certificate';
import type { OperatorMonitoringProps } from './props';

/** How the metrics of an operator are served, and so can be scraped. */
export interface MetricsEndpoint {
  /** Name that the certificate has. */
  readonly serverName: string;
  /** Name of the Secret that has the certificate. */
  readonly secretName: string;
  /** Certificates that cert-manager keeps for it; none where it was stated. */
  readonly certificates: readonly string[];
  /** Where the pod sees the certificate. */
  readonly mounts: readonly Mount[];
}

/** What an endpoint is made of. */
export interface MetricsEndpointProps {
  /** Where its objects are created. */
  readonly home: Construct;
  /** Name of the operator. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Labels of its objects. */
  readonly labels: StringMap;
  /** What was stated of its monitoring. */
  readonly monitoring: OperatorMonitoringProps | false | undefined;
}

/** Name of the Service for the metrics of an operator. */
export function metricsServiceName(operator: string): string {
  return `${operator}-metrics`;
}

/**
 * Makes the certificate of an operator's metrics. Where nothing was stated, an operator is watched as far as the Cluster
 * states who watches, and has the Prometheus Operator.
 * @param scope the operator
 * @returns nothing where it is not watched
 * @throws PlatformError when there would be no certificate that can be verified
 */
export function metricsEndpoint(scope: Construct, props: MetricsEndpointProps): MetricsEndpoint | undefined {
  const { home, name, namespace, labels } = props;
  const cluster = Cluster.of(scope);
  const watched =
    cluster.monitoring !== undefined && cluster.has(SERVICE_MONITOR.group, SERVICE_MONITOR.kind);
  const { monitoring = watched ? {} : false } = props;
  if (monitoring === false) return undefined;
  const serverName = `${metricsServiceName(name)}.${namespace}.svc`;
  const stated = monitoring.certificateSecret;
  if (stated !== undefined) {
    at(scope, 'monitoring.certificateSecret', () => checkName('dns-subdomain', stated));
    return { serverName, secretName: stated, certificates: [], mounts: mountsOf(stated) };
  }
  if (!cluster.has(CERTIFICATE.group, CERTIFICATE.kind)) {
    fail(scope, 'monitoring', {
      problem:
        'needs a certificate for the metrics that Prometheus can verify, and the Cluster has no cert-manager',
      allowed: `a Cluster with ${CERT_MANAGER.name} in \`installed\`, or \`monitoring: { certificateSecret: '…' }\` with a certificate for ${serverName}`,
      fix: 'state one of them, or leave monitoring out by `monitoring: false`',
    });
  }
  const certificate = metricsServiceName(name);
  const secretName = `${certificate}-certificate`;
  emitServingCertificate(home, {
    name: certificate,
    namespace,
    labels,
    purpose: 'the certificate of its metrics',
    dnsNames: [serverName],
    secretName,
  });
  const certificates = servingCertificates(certificate);
  return { serverName, secretName, certificates, mounts: mountsOf(secretName) };
}

function mountsOf(secretName: string): readonly Mount[] {
  return [
    { volume: Volume.secret('metrics-certificate', secretName), path: METRICS_CERT_DIR, readOnly: true },
  ];
}
