import * as fc from 'fast-check';
import { PodSecurityLevel, type PodSecurityProps } from '../../../../lib';

const podSecurityReason = 'what runs here is of the node';

/** Pod security levels, with the reason that each takes. */
export const level: fc.Arbitrary<PodSecurityProps> = fc.constantFrom(
  {},
  { podSecurity: PodSecurityLevel.BASELINE, podSecurityReason },
  { podSecurity: PodSecurityLevel.PRIVILEGED, podSecurityReason },
);
