import type { ApiObject } from 'cdk8s';
import { builtinKind, splitApiVersion } from '../api-resources';
import { canonicalMap } from '../canonical';
import { gitOpsAnnotations, HOLDS_DATA, isProtectedKind } from '../gitops';
import { KubeObject } from '../kube-object';
import type { StringMap } from '../labels';
import type { Manifest } from '../rendered-object';
import { Wave, waveOf } from '../wave';

/**
 * Gives an object of cdk8s, cdk8s-plus or generated bindings the wave and the protection that one of ours of the same
 * kind has. Without a wave, Argo CD would apply it at 0, before or after what it belongs to; without protection, it
 * would prune it. What the object states itself is left as it is.
 * @param dataKinds custom kinds whose objects hold data, as `group/Kind`
 */
export function adopt(source: ApiObject, manifest: Manifest, dataKinds: ReadonlySet<string>): Manifest {
  if (KubeObject.isKubeObject(source)) return manifest;
  const { group } = splitApiVersion(manifest.apiVersion);
  const { kind } = manifest;
  const custom = builtinKind(group, kind) === undefined;
  const annotations = gitOpsAnnotations({
    wave: custom ? Wave.CUSTOM_RESOURCES : waveOf(kind),
    custom,
    protect: isProtectedKind(group, kind) || dataKinds.has(`${group}/${kind}`),
  });
  return annotate(manifest, annotations);
}

/** The custom kinds, as `group/Kind`, whose definition among the manifests says that their objects hold data. */
export function kindsThatHoldData(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(
    manifests
      .filter(({ metadata }) => metadata.annotations?.[HOLDS_DATA] === 'true')
      .map(({ spec }) => spec as { readonly group: string; readonly names: { readonly kind: string } })
      .map(({ group, names }) => `${group}/${names.kind}`),
  );
}

function annotate(manifest: Manifest, defaults: StringMap): Manifest {
  const annotations = { ...defaults, ...manifest.metadata.annotations };
  if (Object.keys(annotations).length === 0) return manifest;
  const { apiVersion, kind, metadata, ...body } = manifest;
  return {
    apiVersion,
    kind,
    metadata: { annotations: canonicalMap(annotations), ...withoutAnnotations(metadata) },
    ...body,
  };
}

function withoutAnnotations(metadata: Manifest['metadata']): Manifest['metadata'] {
  const { annotations, ...rest } = metadata;
  return rest;
}
