import type { Kind } from '../../../../lib';
import { clustersFile, describeEachVersion } from '../../bed/clusters';
import { record } from '../../bed/figures';
import { takenBefore } from './circumstances';
import { DryRun } from './dry-run';
import { fill } from './pool';
import type { Subject } from './subject';
import { again, kindOf, minimal, type Sweep, sweep } from './sweep';
import type { Taken } from './taken';

/** Most that synth may refuse: where it refuses more, the cases say too little about what it accepts. */
const MAX_REFUSED = 0.4;
/** For how many different complaints small props are looked for; each takes its time. */
const SHOWN = 6;
const TIMEOUT = 1_200_000;

/** A subject of whatever props. */
export interface Erased {
  /** Name of the construct. */
  readonly name: string;
  /** Custom kinds that must be there. */
  readonly kinds: readonly Kind[];
  /** Sweeps it. */
  readonly run: (minor: string, dryRun: DryRun) => Promise<Found>;
}

interface Found {
  readonly construct: string;
  readonly swept: Sweep;
  readonly shown: readonly string[];
}

/** A construct, its props known to nobody else. */
export function erased<Props>(subject: Subject<Props>): Erased {
  return {
    name: subject.name,
    kinds: subject.kinds ?? [],
    run: async (minor, dryRun) => {
      const swept = await sweep(subject, minor, dryRun);
      const sorts = new Map(
        [...swept.counterexamples].reverse().map((found) => [kindOf(found.complaints[0] ?? ''), found]),
      );
      const shown: string[] = [];
      for (const found of [...sorts.values()].slice(0, SHOWN))
        shown.push(await minimal(subject, minor, dryRun, found));
      for (const { index, complaints } of [...sorts.values()].slice(SHOWN))
        shown.push([...complaints, again(subject.name, minor, index)].join('\n'));
      return { construct: subject.name, swept, shown };
    },
  };
}

/** Declares for each construct and version the test that the API server accepts what synth accepts. */
export function sweepEachVersion(subjects: readonly Erased[]): void {
  describeEachVersion('what synth accepts, the API server accepts', (client, minor) => {
    const kinds = subjects.flatMap((subject) => subject.kinds);
    // The constructs of a file share what the server said: tenants have much in common, however they are delivered.
    let dryRun: DryRun;
    let taken: Taken;
    beforeAll(async () => {
      const filled = await fill(client, minor, kinds);
      taken = takenBefore(String(expect.getState().testPath), minor, filled);
      dryRun = new DryRun(client, taken);
    }, TIMEOUT);
    afterAll(() => taken.keep());

    test.each(subjects)(
      '$name',
      async (subject) => {
        const [sent, remembered] = [dryRun.sent, dryRun.remembered];
        const { swept, shown } = await subject.run(minor, dryRun);
        const { accepted, refused, counterexamples } = swept;
        const keep = (section: string, counts: Readonly<Record<string, number>>) =>
          record(clustersFile(), section, minor, counts);
        keep('property cases', {
          'accepted by synth': accepted,
          'refused by synth': refused,
          'objects sent to the API server': dryRun.sent - sent,
          'objects that it took in an earlier run': dryRun.remembered - remembered,
          counterexamples: counterexamples.length,
        });
        keep('property cases that synth accepted, by construct', { [subject.name]: accepted });
        keep('property cases that synth refused, by construct', { [subject.name]: refused });
        if (process.env.CDK8S_PLATFORM_REFUSALS) process.stdout.write(`${reasons(swept)}\n`);
        expect(shown.join('\n\n')).toBe('');
        expect(refused).toBeLessThanOrEqual((accepted + refused) * MAX_REFUSED);
      },
      TIMEOUT,
    );
  });
}

/** Why synth refused cases, the most frequent reasons first, to tell a poor generator from a strict construct. */
function reasons({ refusals }: Sweep): string {
  const counts = new Map<string, number>();
  for (const [message, count] of refusals) {
    const reason = kindOf(message).replace(/\[[^\]]*\]/g, '');
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([reason, count]) => `${count} ${reason.slice(0, 200)}`)
    .join('\n');
}
