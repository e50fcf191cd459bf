import type { Manifest } from '../../../lib';
import { SYNC_WAVE, waveNumber } from '../../../lib/core';

/** Objects in the order in which GitOps applies them: by wave, over all charts. */
export function inOrder(manifests: readonly Manifest[]): readonly Manifest[] {
  const waveOf = ({ metadata, kind }: Manifest): number =>
    waveNumber(metadata.annotations?.[SYNC_WAVE], kind);
  return manifests.toSorted((a, b) => waveOf(a) - waveOf(b));
}
