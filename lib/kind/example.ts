import type { z } from 'zod';
import { apiVersionOf } from '../core/api-resources';
import { inProp } from '../core/errors';
import { toYaml } from '../core/synth/yaml';
import type { CustomResourceMetadata } from './custom-resource';
import type { DeepReadonly } from './deep-readonly';
import type { Kind } from './kind';

/** An object of a kind, to show what objects of it are like. */
export interface KindExample<Spec extends z.ZodObject = z.ZodObject> {
  /** What it is, as a heading: `A database of three instances`. */
  readonly title: string;
  /**
   * Metadata of the object.
   * @default - its name is `example`
   */
  readonly metadata?: CustomResourceMetadata;
  /** Its spec, as people would write it. */
  readonly spec: DeepReadonly<z.input<Spec>>;
}

/**
 * The manifest of an example, as YAML. Its check waits for this, so that a kind costs no more to import than it needs.
 * @throws PlatformError without a path, for a name or a spec that the kind does not take
 */
export function exampleYaml(kind: Kind, { title, metadata = {}, spec }: KindExample): string {
  const { resource } = kind;
  const name = metadata.name ?? 'example';
  inProp(`Kind ${resource.kind}.examples "${title}"`, () => {
    inProp('metadata.name', () => kind.parseName(name));
    inProp('spec', () => kind.parseSpec(spec));
  });
  return toYaml([
    { apiVersion: apiVersionOf(resource), kind: resource.kind, metadata: { name, ...metadata }, spec },
  ]);
}
