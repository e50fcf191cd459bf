import { Yaml } from 'cdk8s';
import { stringify } from 'yaml';
import { toYaml } from '../lib/core/synth/yaml';
import { workload } from './tenant-workload';

/** A way to write documents as YAML. */
export interface Writer {
  /** Writes documents, joined with `---` lines. */
  write(documents: readonly object[]): string;
  /** The version of YAML that it writes for. */
  readonly version: '1.1' | '1.2';
}

/** The writers that are compared; ours is the first. */
export const WRITERS = {
  /** Ours. */
  toYaml: { write: toYaml, version: '1.1' },
  /** That of cdk8s, which is the library below with settings. */
  'Yaml.stringify of cdk8s': { write: (documents) => Yaml.stringify(...documents), version: '1.1' },
  /** The library as it is. */
  yaml: {
    write: (documents) => documents.map((document) => stringify(document)).join('---\n'),
    version: '1.2',
  },
} as const satisfies Readonly<Record<string, Writer>>;

/** One of the writers. */
export type WriterName = keyof typeof WRITERS;

/** Whether there is a writer of a name. */
export function isWriter(name: string): name is WriterName {
  return Object.hasOwn(WRITERS, name);
}

/** As many Deployments, no two of which share a part: libraries would write an anchor for it. */
export function deployments(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) =>
    structuredClone(workload(`tenant-${String(index).padStart(5, '0')}`, index).deployment ?? {}),
  );
}
