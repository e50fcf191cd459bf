import { isIP } from 'node:net';
import { Construct } from 'constructs';
import { Cluster } from '../core/cluster';
import { at, PlatformError } from '../core/errors';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { checkName } from '../core/names';

/** How a web service is reached from outside. */
export interface IngressOptions {
  /** Host name, without a wildcard. */
  readonly host: string;
  /**
   * Path prefix.
   * @default '/'
   */
  readonly path?: string;
  /**
   * Secret with the certificate of the host; TLS is always on.
   * @default - `<name of the service>-tls`
   */
  readonly tlsSecretName?: string;
  /**
   * ClusterIssuer of cert-manager that fills the secret.
   * @default - the secret is filled by other means
   */
  readonly clusterIssuer?: string;
}

/** Props of {@link WebIngress}. */
export interface WebIngressProps extends IngressOptions {
  /** Name of the Ingress and of the Service behind it. */
  readonly name: string;
  /**
   * Labels of the Ingress.
   * @default - none
   */
  readonly labels?: StringMap;
}

/** An Ingress with TLS to the `http` port of a Service, by the cluster's ingress controller. */
export class WebIngress extends Construct {
  constructor(scope: Construct, id: string, props: WebIngressProps) {
    super(scope, id);
    const { name, path = '/', tlsSecretName = `${name}-tls` } = props;
    const host = at(scope, 'ingress.host', () => checkHost(props.host));
    at(scope, 'ingress.path', () => checkPath(path));
    const { ingress } = Cluster.of(scope);
    emit(
      this,
      'Ingress',
      'networking.k8s.io/Ingress',
      {
        name,
        labels: props.labels,
        annotations: props.clusterIssuer
          ? { 'cert-manager.io/cluster-issuer': props.clusterIssuer }
          : undefined,
      },
      {
        spec: {
          ingressClassName: ingress?.className,
          rules: [
            {
              host,
              http: {
                paths: [{ path, pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } }],
              },
            },
          ],
          tls: [
            {
              hosts: [host],
              secretName: at(scope, 'ingress.tlsSecretName', () => checkName('dns-subdomain', tlsSecretName)),
            },
          ],
        },
      },
    );
  }
}

/**
 * Returns a host name that an Ingress can serve.
 * @throws PlatformError without a path for any other
 */
export function checkHost(host: string): string {
  checkName('dns-subdomain', host);
  if (isIP(host) === 0) return host;
  throw new PlatformError({ problem: 'is an address', given: host, allowed: 'a host name' });
}

/** Source: validation of paths of type Prefix in kubernetes/kubernetes, pkg/apis/networking/validation. */
function checkPath(path: string): void {
  const refused = ['//', '/./', '/../', '%2f', '%2F'].find((part) => path.includes(part));
  if (path.startsWith('/') && !refused && !/\/\.{1,2}$/.test(path)) return;
  throw new PlatformError({
    problem: 'is not a path prefix',
    given: path,
    allowed: 'a path that starts with "/", without "//", "/./", "/../" and "%2f"',
  });
}
