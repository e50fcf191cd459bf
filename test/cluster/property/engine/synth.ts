import { Cluster, type Manifest, PlatformError, SynthesisError } from '../../../../lib';
import type { Case } from './case';
import type { Subject } from './subject';

/**
 * What synth makes of a case: objects, the message by which it refuses them, or an error that is not of this library and
 * that no user could read.
 */
export type Synthesized =
  | { readonly objects: readonly Manifest[] }
  | { readonly refused: string }
  | { readonly failed: string };

/** Declares a case and runs synth. */
export function synthesize<Props>(subject: Subject<Props>, given: Case<Props>, minor: string): Synthesized {
  try {
    const cluster = new Cluster({ ...given.cluster, kubernetes: minor });
    const units = subject.declare(cluster, given.props).units();
    const objects = units.flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
    return { objects: subject.judged?.(objects) ?? objects };
  } catch (error) {
    if (error instanceof PlatformError || error instanceof SynthesisError) return { refused: error.message };
    return { failed: `synth failed: ${error instanceof Error ? error.stack : error}` };
  }
}
