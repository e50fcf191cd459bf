import type { ApiResource } from '../core/api-resources';
import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';
import { available, established } from './ready';

/** A kind of one's own that is made of others. */
export const COMPOSITE_RESOURCE_DEFINITION = clusterKind(
  'apiextensions.crossplane.io/v2',
  'CompositeResourceDefinition',
  'compositeresourcedefinitions',
);
/** What a composite resource is made of. */
export const COMPOSITION = clusterKind('apiextensions.crossplane.io/v1', 'Composition', 'compositions');
/** A package of kinds of somebody's cloud, and their controllers. */
export const PROVIDER = clusterKind('pkg.crossplane.io/v1', 'Provider', 'providers');
/** A package of a function that compositions call. */
export const FUNCTION = clusterKind('pkg.crossplane.io/v1', 'Function', 'functions');

const KINDS = [
  clusterKind('protection.crossplane.io/v1beta1', 'ClusterUsage', 'clusterusages'),
  COMPOSITE_RESOURCE_DEFINITION,
  COMPOSITION,
  clusterKind('apiextensions.crossplane.io/v1', 'CompositionRevision', 'compositionrevisions'),
  clusterKind('pkg.crossplane.io/v1', 'Configuration', 'configurations'),
  clusterKind('pkg.crossplane.io/v1', 'ConfigurationRevision', 'configurationrevisions'),
  clusterKind('ops.crossplane.io/v1alpha1', 'CronOperation', 'cronoperations'),
  clusterKind('pkg.crossplane.io/v1beta1', 'DeploymentRuntimeConfig', 'deploymentruntimeconfigs'),
  clusterKind('apiextensions.crossplane.io/v1beta1', 'EnvironmentConfig', 'environmentconfigs'),
  FUNCTION,
  clusterKind('pkg.crossplane.io/v1', 'FunctionRevision', 'functionrevisions'),
  clusterKind('pkg.crossplane.io/v1beta1', 'ImageConfig', 'imageconfigs'),
  clusterKind('pkg.crossplane.io/v1beta1', 'Lock', 'locks'),
  clusterKind(
    'apiextensions.crossplane.io/v1alpha1',
    'ManagedResourceActivationPolicy',
    'managedresourceactivationpolicies',
  ),
  clusterKind(
    'apiextensions.crossplane.io/v1alpha1',
    'ManagedResourceDefinition',
    'managedresourcedefinitions',
  ),
  clusterKind('ops.crossplane.io/v1alpha1', 'Operation', 'operations'),
  PROVIDER,
  clusterKind('pkg.crossplane.io/v1', 'ProviderRevision', 'providerrevisions'),
  clusterKind('apiextensions.crossplane.io/v1beta1', 'Usage', 'usages'),
  customKind('protection.crossplane.io/v1beta1', 'Usage', 'usages'),
  clusterKind('ops.crossplane.io/v1alpha1', 'WatchOperation', 'watchoperations'),
];
const NAMESPACE = 'crossplane-system';

/**
 * Crossplane 2. It installs its definitions itself when it starts, so that they are there a moment after the chart is.
 * Kinds of providers are theirs: state them beside it, by `customKind`.
 *
 * Sources: https://docs.crossplane.io/latest/api/, https://docs.crossplane.io/latest/get-started/install/
 */
export const CROSSPLANE: InstalledSoftware = {
  name: 'Crossplane',
  namespaces: [NAMESPACE],
  kinds: KINDS,
  ready: [...established(KINDS), ...available(NAMESPACE, ['crossplane', 'crossplane-rbac-manager'])],
};

function clusterKind(apiVersion: `${string}/${string}`, kind: string, plural: string): ApiResource {
  return customKind(apiVersion, kind, plural, 'Cluster');
}
