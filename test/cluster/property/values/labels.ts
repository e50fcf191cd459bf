import * as fc from 'fast-check';
import type { StringMap } from '../../../../lib';
import { dnsSubdomain } from './names';
import { map, mostly } from './records';
import { text } from './texts';

const name = mostly(
  fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,10}[A-Za-z0-9])?$/),
  fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9_.]{61}[A-Za-z0-9]$/),
);

/** A key of a label or annotation, its prefix and its name up to the longest. */
export const qualifiedName: fc.Arbitrary<string> = fc.oneof(
  name,
  fc.tuple(dnsSubdomain, name).map((parts) => parts.join('/')),
);

/** Labels. */
export const labels: fc.Arbitrary<StringMap> = map(qualifiedName, mostly(name, fc.constant('')));

/** Labels that select something. */
export const selector: fc.Arbitrary<StringMap> = map(qualifiedName, name, { min: 1 });

/** Annotations, up to the greatest size. */
export const annotations: fc.Arbitrary<StringMap> = mostly(
  map(qualifiedName, text),
  fc.constantFrom(262_143, 262_144).map((size) => ({ a: 'x'.repeat(size) })),
  60,
);
