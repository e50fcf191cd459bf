import * as fc from 'fast-check';
import { mostly } from './records';

/** A name that may start with a digit, up to the longest. */
export const dnsLabel = mostly(
  fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,14}[a-z0-9])?$/),
  fc.stringMatching(/^[a-z0-9][-a-z0-9]{61}[a-z0-9]$/),
);

/** A name that starts with a letter, as those of Services do, up to the longest. */
export const dnsLabel1035 = mostly(
  fc.stringMatching(/^[a-z]([-a-z0-9]{0,14}[a-z0-9])?$/),
  fc.stringMatching(/^[a-z][-a-z0-9]{61}[a-z0-9]$/),
);

/** A name with dots, up to the longest. */
export const dnsSubdomain = mostly(
  fc.array(fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/), { minLength: 1, maxLength: 5 }),
  fc.constantFrom(
    ['a'.repeat(253)],
    Array.from({ length: 127 }, () => 'a'),
    ['a'.repeat(63), '0'.repeat(63)],
  ),
).map((parts) => parts.join('.'));
