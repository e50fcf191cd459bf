import { PlatformError } from '../core/errors';
import { Wave } from '../core/wave';

/**
 * Returns the wave when it is one: Argo CD takes anything but a whole number for 0.
 * @throws PlatformError when it is not
 */
export function checkWave(wave: number = Wave.OPERATORS): Wave {
  if (Number.isSafeInteger(wave)) return wave;
  throw new PlatformError({
    problem: 'is not a wave',
    given: wave,
    allowed: 'a whole number, as in -30 or 0',
  });
}
