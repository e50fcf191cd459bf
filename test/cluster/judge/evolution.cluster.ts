import type { Effect } from '../../../lib';
import { DEFINITION_CASES, SCHEMA_CASES } from '../../kind/evolution/cases';
import { describeEachVersion } from '../bed/clusters';
import { restricted } from '../fixtures/namespace';
import { apply } from './apply';
import { judgeDefinition } from './evolution/definition';
import { judgeSchema } from './evolution/schema';
import { NAMESPACE } from './evolution/trial';
import type { Judgement } from './judgement';
import { Report } from './report';

const report = new Report('changes of definitions');

/** Effects in the order in which a case with several is counted. */
const EFFECTS: readonly Effect[] = ['rejects', 'damages', 'breaks'];

/** Judges cases side by side, each with a kind of its own. */
async function judgeAll<Case extends { readonly changes: readonly string[] }>(
  cases: readonly Case[],
  prefix: string,
  judge: (one: Case, plural: string) => Promise<readonly string[]>,
): Promise<Judgement> {
  const found = await Promise.all(cases.map((one, index) => judge(one, `${prefix}${index}s`)));
  const counts: Record<string, number> = {};
  cases.forEach(({ changes }, index) => {
    const effect = EFFECTS.find((name) => changes.some((change) => change.startsWith(name)));
    const row = `shown: ${effect ?? 'harmless'}`;
    counts[row] = (counts[row] ?? 0) + (found[index]?.length === 0 ? 1 : 0);
  });
  return { findings: found.flat(), counts };
}

describeEachVersion('a change of a definition', (client, minor) => {
  const isThere = ({ since = '1.0' }: { readonly since?: string }): boolean =>
    Number(minor.split('.')[1]) >= Number(since.split('.')[1]);

  beforeAll(() => apply(client, [restricted(NAMESPACE)]));

  test('of a schema has the effect that is named, and no other', async () => {
    const judged = await judgeAll(SCHEMA_CASES, 'schema', (one, plural) =>
      judgeSchema(client, minor, one, plural),
    );
    expect(report.take(minor, judged)).toEqual([]);
  });

  test('of names, versions or subresources has the effect that is named, and no other', async () => {
    const judged = await judgeAll(DEFINITION_CASES.filter(isThere), 'definition', (one, plural) =>
      judgeDefinition(client, one, plural),
    );
    expect(report.take(minor, judged)).toEqual([]);
  });
});
