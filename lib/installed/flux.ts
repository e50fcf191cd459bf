import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';
import { available, established } from './ready';

/** A repository that Flux reads. */
export const GIT_REPOSITORY = customKind('source.toolkit.fluxcd.io/v1', 'GitRepository', 'gitrepositories');
/** A folder of a source that Flux applies. */
export const KUSTOMIZATION = customKind('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'kustomizations');
/** A chart that Flux installs. */
export const HELM_RELEASE = customKind('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'helmreleases');

const KINDS = [
  customKind('notification.toolkit.fluxcd.io/v1beta3', 'Alert', 'alerts'),
  customKind('source.toolkit.fluxcd.io/v1', 'Bucket', 'buckets'),
  customKind('source.toolkit.fluxcd.io/v1', 'ExternalArtifact', 'externalartifacts'),
  GIT_REPOSITORY,
  customKind('source.toolkit.fluxcd.io/v1', 'HelmChart', 'helmcharts'),
  HELM_RELEASE,
  customKind('source.toolkit.fluxcd.io/v1', 'HelmRepository', 'helmrepositories'),
  KUSTOMIZATION,
  customKind('source.toolkit.fluxcd.io/v1', 'OCIRepository', 'ocirepositories'),
  customKind('notification.toolkit.fluxcd.io/v1beta3', 'Provider', 'providers'),
  customKind('notification.toolkit.fluxcd.io/v1', 'Receiver', 'receivers'),
];
const NAMESPACE = 'flux-system';

/**
 * Flux 2 with the controllers that `flux install` brings by default; those for images and artifacts are extra.
 *
 * Sources: https://fluxcd.io/flux/components/, https://fluxcd.io/flux/cmd/flux_install/
 */
export const FLUX: InstalledSoftware = {
  name: 'Flux',
  namespaces: [NAMESPACE],
  kinds: KINDS,
  ready: [
    ...established(KINDS),
    ...available(NAMESPACE, [
      'helm-controller',
      'kustomize-controller',
      'notification-controller',
      'source-controller',
    ]),
  ],
};
