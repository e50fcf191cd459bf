import * as fc from 'fast-check';
import { mostly } from './records';

const two = (value: number): string => String(value).padStart(2, '0');
const date = mostly(
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  fc.constantFrom('0000-01-01', '0001-01-01', '2024-02-29', '2000-02-29', '9999-12-31'),
);
const time = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59), fc.constantFrom('', '.5', '.123456789', '.1234567890123'))
  .map(([hours, minutes, seconds, fraction]) => `${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}`);
const zone = mostly(
  fc.constant('Z'),
  fc.oneof(
    fc
      .tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.nat(59))
      .map(([sign, hours, minutes]) => `${sign}${two(hours)}:${two(minutes)}`),
    fc.constantFrom('+00:00', '-00:00'),
  ),
  2,
);

/** Moments as ISO 8601 has them, with seconds and, now and then, without. */
export const moment: fc.Arbitrary<string> = fc
  .tuple(
    date,
    mostly(
      time,
      time.map((text) => text.slice(0, 5)),
      20,
    ),
    zone,
  )
  .map(([day, clock, offset]) => `${day}T${clock}${offset}`);
