import type { Manifest } from '../../../lib';
import { SYNC_WAVE, waveNumber } from '../../../lib/core';

/** Objects in the order in which GitOps applies them: by wave, over all charts. */
export function inOrder(manifests: readonly Manifest[]): readonly Manifest[] {
  const waveOf = ({ metadata }: Manifest): number => waveNumber(metadata.annotations?.[SYNC_WAVE]);
  return manifests.toSorted((a, b) => waveOf(a) - waveOf(b));
}
