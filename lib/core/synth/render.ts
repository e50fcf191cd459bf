import type { ApiObject } from 'cdk8s';
import type { Manifest } from '../rendered-object';
import { expanded } from './expand';
import { sortKeys } from './sort-keys';
import type { RenderedSource } from './unit';

/** Renders objects as they will be applied, each once; what cannot be rendered is added to the problems. */
export function renderSources(sources: readonly ApiObject[], problems: string[]): readonly RenderedSource[] {
  return sources.flatMap((source) => told(problems, () => expanded(source, render(source))) ?? []);
}

/** Runs code of which an error is one problem among others. */
export function told<T>(problems: string[], run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Renders an object, its keys in an order that no setting of the environment changes. */
function render(source: ApiObject): Manifest {
  const manifest = source.toJson() as Manifest;
  return process.env.CDK8S_DISABLE_SORT ? sortKeys(manifest) : manifest;
}
