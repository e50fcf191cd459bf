import type { IConstruct } from 'constructs';
import type { Finding } from './check';
import { pathOf } from './errors';

/** How many findings of one sort are told in full: the first are what leads to the mistake. */
const TOLD = 5;

/** The first findings of one sort, and how many more there are. */
export function bounded(app: IConstruct, findings: readonly Finding[]): readonly Finding[] {
  const more = findings.length - TOLD;
  if (more <= 1) return findings;
  const severity = findings[0]?.severity;
  return [
    ...findings.slice(0, TOLD),
    {
      path: pathOf(app),
      problem: `has ${more} more findings like the last one`,
      ...(severity && { severity }),
    },
  ];
}
