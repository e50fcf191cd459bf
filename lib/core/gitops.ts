import type { BuiltinKind } from './api-resources';
import type { StringMap } from './labels';
import { SYNC_WAVE, type Wave } from './wave';

/** What GitOps tools must know of one object; written as annotations that each tool reads for itself. */
export interface GitOpsTraits {
  /** When it is applied. */
  readonly wave: Wave;
  /**
   * Whether its loss is the loss of data: it is then never pruned, nor deleted with the application that
   * delivers it.
   * @default false
   */
  readonly protect?: boolean;
  /**
   * Whether its kind may reach the cluster after it, from another application.
   * @default false
   */
  readonly custom?: boolean;
  /**
   * Whether it is applied on the server's side. Client-side apply keeps a whole copy of the object in an
   * annotation, which may hold 256 KiB: large definitions do not fit.
   * @default false
   */
  readonly serverSideApply?: boolean;
}

/**
 * The annotations that make Argo CD, Flux and Helm treat an object as its traits say.
 *
 * Sources: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/,
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources,
 * https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource
 */
export function gitOpsAnnotations(traits: GitOpsTraits): StringMap {
  const options = [
    ...(traits.protect ? ['Delete=false', 'Prune=false'] : []),
    ...(traits.serverSideApply ? ['ServerSideApply=true'] : []),
    ...(traits.custom ? ['SkipDryRunOnMissingResource=true'] : []),
  ];
  return {
    ...(traits.wave !== 0 && { [SYNC_WAVE]: String(traits.wave) }),
    ...(options.length > 0 && { 'argocd.argoproj.io/sync-options': options.join(',') }),
    ...(traits.protect && {
      // What was kept from pruning would otherwise leave its application out of sync for good.
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'helm.sh/resource-policy': 'keep',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    }),
  };
}

/** Annotation of a CustomResourceDefinition whose objects hold data. */
export const HOLDS_DATA = 'cdk8s-platform/holds-data';

const PROTECTED: ReadonlySet<string> = new Set<BuiltinKind>([
  'apiextensions.k8s.io/CustomResourceDefinition',
  'v1/Namespace',
  'v1/PersistentVolume',
  'v1/PersistentVolumeClaim',
]);

/** Whether the loss of an object of a built-in kind is the loss of data. */
export function isProtectedKind(group: string, kind: string): boolean {
  return PROTECTED.has(`${group || 'v1'}/${kind}`);
}
