import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { gitOpsAnnotations } from '../lib/core/gitops';
import { Wave } from '../lib/core/wave';
import { type AppName, constructAndSynth } from './synth-apps';
import { OBJECTS_PER_CHART } from './tenant-charts';

/** Runs `work` with a directory that is removed afterwards. */
export function inTemporaryDirectory<T>(work: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-platform-bench-'));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @throws Error unless a directory has a file for each chart, with all its objects */
export function checkComplete(directory: string, charts: number): void {
  const texts = manifests(directory);
  const objects = texts.reduce((sum, text) => sum + (text.match(/^kind: /gm)?.length ?? 0), 0);
  if (texts.length === charts && objects === charts * OBJECTS_PER_CHART) return;
  throw new Error(`wrote ${objects} objects in ${texts.length} files for ${charts} charts`);
}

/** What PlatformApp adds to objects of cdk8s, so that GitOps tools treat them as they do ours. */
const ADDED = Object.keys(gitOpsAnnotations({ wave: Wave.WORKLOADS, protect: true, custom: true }));

/**
 * @throws Error unless both apps write the same objects, annotations for GitOps apart, whatever the order of files,
 * documents and keys
 */
export function checkEqual(charts: number): void {
  const ours = objectsOf('PlatformApp', charts);
  const stock = objectsOf('stock App', charts);
  if (ours.size !== charts * OBJECTS_PER_CHART) throw new Error(`${ours.size} objects from ${charts} charts`);
  if (!isDeepStrictEqual(ours, stock)) throw new Error('the two apps do not write the same objects');
}

interface Identified {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

function objectsOf(app: AppName, charts: number): ReadonlyMap<string, Identified> {
  return inTemporaryDirectory((directory) => {
    constructAndSynth(app, charts, directory);
    const objects = new Map<string, Identified>();
    for (const text of manifests(directory)) {
      // The version that cdk8s writes for.
      for (const document of parseAllDocuments(text, { version: '1.1' })) {
        if (document.errors[0]) throw document.errors[0];
        const object = withoutAdded(document.toJS() as Identified);
        const identity = `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
        if (objects.has(identity)) throw new Error(`${app} writes ${identity} twice`);
        objects.set(identity, object);
      }
    }
    return objects;
  });
}

function withoutAdded(object: Identified): Identified {
  const { annotations = {}, ...metadata } = object.metadata;
  const kept = Object.entries(annotations).filter(([key]) => !ADDED.includes(key));
  return {
    ...object,
    metadata: { ...metadata, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) },
  };
}

function manifests(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(join(directory, file), 'utf8'));
}
