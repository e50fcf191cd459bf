import * as fc from 'fast-check';
import { PodSecurityLevel } from '../../../../lib';

/** Pod security levels. */
export const level = fc.constantFrom(
  PodSecurityLevel.RESTRICTED,
  PodSecurityLevel.BASELINE,
  PodSecurityLevel.PRIVILEGED,
);
