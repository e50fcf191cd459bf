import {
  type Manifest,
  Tenant,
  type TenantNamespace,
  VirtualCluster,
  type VirtualClusterProps,
} from '../../../lib';
import { rendered } from '../../support/world';

/** What a virtual cluster needs to be told. */
export const NEEDED: VirtualClusterProps = {
  image: 'ghcr.io/loft-sh/vcluster-oss:0.34.0',
  kubernetesImage: 'ghcr.io/loft-sh/kubernetes:v1.34.0',
  storage: '5Gi',
  resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } },
};

/** The objects of an app with one virtual cluster, alone in the namespace of a tenant. */
export function virtualCluster(
  props: Partial<VirtualClusterProps> = {},
  more: (made: VirtualCluster, home: TenantNamespace) => void = () => undefined,
): readonly Manifest[] {
  return rendered((chart) => {
    const tenant = new Tenant(chart, 'alpha', {
      budget: { cpu: 8, memory: '16Gi', pods: 30 },
      connected: false,
    });
    more(new VirtualCluster(tenant.namespace(), 'dev', { ...NEEDED, ...props }), tenant.namespace());
  });
}

/** The configuration that its control plane reads. */
export function configOf(manifests: readonly Manifest[]): string {
  const secret = manifests.find(({ kind }) => kind === 'Secret') as Manifest;
  const { 'config.yaml': text } = secret.data as { 'config.yaml': string };
  return Buffer.from(text, 'base64').toString();
}
