import * as fc from 'fast-check';
import { PodSecurityLevel, type PodSecurityProps } from '../../../../lib';
import { mostly, partial } from './records';

const podSecurityReason = 'what runs here is of the node';

/** Pod security levels, with the reason that each takes. */
export const level: fc.Arbitrary<PodSecurityProps> = fc.constantFrom(
  {},
  { podSecurity: PodSecurityLevel.BASELINE, podSecurityReason },
  { podSecurity: PodSecurityLevel.PRIVILEGED, podSecurityReason },
);

const stricter = mostly(
  fc.constant(PodSecurityLevel.RESTRICTED),
  fc.constantFrom(PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED),
);

/** What a namespace says of pod security beside its level. */
export const furtherSecurity = {
  podSecurityWarn: stricter,
  podSecurityAudit: stricter,
  podSecurityVersion: mostly(fc.constant('1.28'), fc.constantFrom('1.34', '1.37')),
};

/** Pod security of tenants, that which they may have more often than not. */
export const tenantSecurity: fc.Arbitrary<PodSecurityProps> = fc
  .tuple(
    mostly(
      level.filter(({ podSecurity }) => podSecurity !== PodSecurityLevel.PRIVILEGED),
      level,
      25,
    ),
    mostly(
      partial<Pick<PodSecurityProps, 'podSecurityVersion'>>({
        podSecurityVersion: fc.constant('1.28'),
      }),
      partial<Omit<PodSecurityProps, 'podSecurity' | 'podSecurityReason'>>(furtherSecurity),
    ),
  )
  .map(([stated, further]) => ({ ...stated, ...further }));
