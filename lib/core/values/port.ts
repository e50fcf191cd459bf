import { PlatformError } from '../errors';

const PORT_NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Returns a port number of TCP, UDP or SCTP when it is one: an integer from 1 to 65535.
 *
 * Source: `IsValidPortNum` in k8s.io/apimachinery/pkg/util/validation.
 * @throws PlatformError without a path when it is not
 */
export function parsePort(value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return value;
  // A message shows values as JSON, which has no NaN and no infinity.
  const given = typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  throw new PlatformError({ problem: 'is not a port', given, allowed: 'an integer from 1 to 65535' });
}

/**
 * Returns the name of a port when it is one (IANA_SVC_NAME): at most 15 lower-case letters, digits and `-`,
 * with at least one letter, and every `-` between a letter or digit and another.
 *
 * Source: `IsValidPortName` in k8s.io/apimachinery/pkg/util/validation, after RFC 6335 section 5.1.
 * @throws PlatformError without a path when it is not
 */
export function parsePortName(value: string): string {
  if (typeof value === 'string' && value.length <= 15 && PORT_NAME.test(value)) return value;
  throw new PlatformError({
    problem: 'is not a port name',
    given: value,
    allowed:
      'at most 15 lower-case letters, digits and single "-" between them, at least one of them a letter (IANA_SVC_NAME)',
  });
}
