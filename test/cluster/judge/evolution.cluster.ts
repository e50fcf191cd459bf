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
    const judged = await judgeAll(SCHEMA_CASES.filter(isThere), 'schema', (one, plural) =>
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

describeEachVersion('the judgement of changes', (client, minor) => {
  const [first] = SCHEMA_CASES.filter(({ proof }) => 'refused' in proof);
  const [removed] = SCHEMA_CASES.filter(({ proof }) => 'read' in proof);
  const [kept] = SCHEMA_CASES.filter(({ proof }) => 'taken' in proof);
  const [version] = DEFINITION_CASES.filter(({ what }) => what === 'a version is removed');
  if (!first || !removed || !kept || !version) throw new Error('there are no cases');

  beforeAll(() => apply(client, [restricted(NAMESPACE)]));

  test('finds that nothing is refused of what changes nothing', async () => {
    const wrong = { ...kept, proof: { refused: { x: 'b' } } };
    const findings = await judgeSchema(client, minor, wrong, 'unrefuseds');
    expect(findings).toContainEqual(
      expect.stringMatching('^nothing changes: created again: not 422, but 201 '),
    );
    expect(findings).toContainEqual(expect.stringMatching('^nothing changes: updated: not 422, but 200 '));
  });

  test('finds that an object is refused', async () => {
    const wrong = { ...first, proof: { taken: first.stored } };
    expect(await judgeSchema(client, minor, wrong, 'refuseds')).toContainEqual(
      expect.stringMatching('^a maximum is lowered: created again: not 201, but 422 '),
    );
  });

  test('finds that a field is gone', async () => {
    const wrong = { ...removed, proof: { read: removed.stored } };
    expect(await judgeSchema(client, minor, wrong, 'gones')).toContainEqual(
      expect.stringMatching('^a field is removed: is read: not {"x":"a","other":"b"}, but 200 {"other":"b"}'),
    );
  });

  test('finds that a version is still served, and that a definition is taken', async () => {
    const wrong = { ...version, next: version.released };
    expect(await judgeDefinition(client, wrong, 'serveds')).toEqual([
      expect.stringMatching(
        '^a version is removed: after: v2/objects/stored is not {"status":404}, but 200 ',
      ),
    ]);
    expect(await judgeDefinition(client, { ...wrong, proof: 'immutable' }, 'takens')).toEqual([
      expect.stringMatching('^a version is removed: not refused with "immutable", but 200 '),
    ]);
  });
});
