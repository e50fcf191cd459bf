import { Construct } from 'constructs';
import { at, fail, PlatformError } from '../core/errors';
import { readManifests } from '../core/input';
import { builtin, KubeObject } from '../core/kube-object';
import type { Manifest } from '../core/rendered-object';
import { Definition } from './validation/definition';
import { knowDefinition } from './validation/known-definitions';

/** Props of {@link CustomResourceDefinitionFile}. */
export interface CustomResourceDefinitionFileProps {
  /**
   * Path of the file, of YAML or JSON, relative to the working directory: one that a release of an operator has, or
   * what `kubectl get customresourcedefinitions -o yaml` prints. Objects of other kinds in it are left out.
   */
  readonly file: string;
  /**
   * Whether the definitions are installed with the chart: before everything else and, since their deletion would
   * delete every object of their kinds, never pruned.
   * @default false - somebody else installs them
   */
  readonly install?: boolean;
}

/**
 * The CustomResourceDefinitions of somebody else's kinds, from a file. Every object of them in the app, however it was
 * made, is checked at synth by its definition: its version, its scope and its fields.
 */
export class CustomResourceDefinitionFile extends Construct {
  /** Names of the definitions, in the order of the file: `certificates.cert-manager.io`. */
  readonly names: readonly string[];
  /** The definitions as objects of the chart; none unless they are installed. */
  readonly objects: readonly KubeObject[];

  /**
   * @throws PlatformError when the file cannot be read, has no definition, or one without the fields that objects are checked by;
   * and when another file of the app defines the same kind
   */
  constructor(scope: Construct, id: string, props: CustomResourceDefinitionFileProps) {
    super(scope, id);
    const { file, install = false } = props;
    const manifests = at(this, 'file', () => readManifests(file))
      .flatMap(itemsOf)
      .filter(({ kind }) => kind === 'CustomResourceDefinition');
    if (manifests.length === 0) {
      fail(this, 'file', { problem: 'has no CustomResourceDefinition', given: file });
    }
    const definitions = manifests.map((manifest) => this.read(manifest, file));
    for (const definition of definitions) at(this, 'file', () => knowDefinition(this, definition));
    this.names = definitions.map(({ name }) => name);
    this.objects = install ? manifests.map((manifest) => this.emit(manifest)) : [];
  }

  private read(manifest: Manifest, file: string): Definition {
    try {
      return Definition.of(manifest);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      const { name } = manifest.metadata;
      return fail(this, 'file', {
        problem: `has a definition that the API server would refuse, ${name}: ${error.message}`,
        given: file,
      });
    }
  }

  private emit({ metadata, spec }: Manifest): KubeObject {
    const { name = '', labels, annotations } = metadata;
    const resource = builtin('apiextensions.k8s.io/CustomResourceDefinition');
    return new KubeObject(this, name, resource, { name, labels, annotations }, { spec });
  }
}

/** The objects of a list, as `kubectl get` prints several; any other object itself. */
function itemsOf(manifest: Manifest): readonly Manifest[] {
  return manifest.kind === 'List' && Array.isArray(manifest.items) ? manifest.items : [manifest];
}
