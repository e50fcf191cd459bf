import type { Manifest } from '../../../lib';
import { describeEachVersion } from '../bed/clusters';
import { bad } from '../fixtures/bad-custom-resources';
import { changes } from '../fixtures/changed-custom-resources';
import { statusChanges } from '../fixtures/custom-resource-statuses';
import { good, namespace, standing } from '../fixtures/custom-resources';
import { notStructural, oneKindTwice } from '../fixtures/definitions';
import { apply } from './apply';
import { referencePlatform } from './apps';
import { before, judgeAccepted, judgeChanges, judgeRefused, judgeStatuses } from './custom-resources';
import { judgeDefinitions } from './definitions';
import { Report } from './report';

const report = new Report('kinds');

const isDefinition = ({ kind }: Manifest): boolean => kind === 'CustomResourceDefinition';

describeEachVersion('the PostgreSQL kinds', (client, minor) => {
  const definitions = referencePlatform(minor).filter(isDefinition);

  beforeAll(() => apply(client, [...definitions, namespace, ...standing, ...before(changes)]));

  test('are established, and the server finds no fault with their schemas', async () => {
    expect(report.take(minor, await judgeDefinitions(client, definitions))).toEqual([]);
  });

  test('accept every sample', async () => {
    expect(report.take(minor, await judgeAccepted(client, good))).toEqual([]);
  });

  test('refuse every bad sample and name its field', async () => {
    expect(report.take(minor, await judgeRefused(client, bad))).toEqual([]);
  });

  test('accept changes that can be carried out, and refuse all others in the words of their author', async () => {
    expect(report.take(minor, await judgeChanges(client, changes))).toEqual([]);
  });

  test('accept statuses that are sound, and refuse all others', async () => {
    expect(report.take(minor, await judgeStatuses(client, statusChanges))).toEqual([]);
  });
});

describeEachVersion('the judgements of kinds', (client, minor) => {
  const definitions = referencePlatform(minor).filter(isDefinition);

  beforeAll(() => apply(client, [...definitions, namespace, ...standing, ...before(changes)]));

  test('find a schema that is not structural', async () => {
    const { findings } = await judgeDefinitions(client, [notStructural]);
    expect(findings).toEqual([
      expect.stringMatching(/^CustomResourceDefinition shapes\.judged\.example\.com is refused: 422 /),
    ]);
    expect(findings[0]).toContain('spec.validation.openAPIV3Schema.properties[spec]');
  });

  test('find a definition that is accepted and never served', async () => {
    const { findings } = await judgeDefinitions(client, oneKindTwice, 8_000);
    expect(findings).toEqual([
      'CustomResourceDefinition rounds.judged.example.com has NamesAccepted False: "CircleList" is already in use',
      expect.stringMatching(/^CustomResourceDefinition rounds\.judged\.example\.com has Established False: /),
    ]);
  });

  test('find a bad resource among the good, and a good one among the bad', async () => {
    const [one] = bad;
    const [other] = good;
    if (!one || !other) throw new Error('there are no samples');
    expect((await judgeAccepted(client, [one.manifest])).findings).toHaveLength(1);
    const refused = { what: 'a good one', manifest: other, names: 'spec' };
    expect((await judgeRefused(client, [refused])).findings).toEqual(['a good one: not refused, but 201']);
  });

  test('find a message that does not name the field', async () => {
    const unnamed = bad.slice(0, 1).map((refused) => ({ ...refused, names: 'spec.nothing' }));
    expect((await judgeRefused(client, unnamed)).findings).toEqual([
      expect.stringContaining('refused without a word of spec.nothing'),
    ]);
  });

  test('find a change that is accepted and should not be, and the other way round', async () => {
    const swapped = changes.map((change) => ({
      ...change,
      refused: change.refused ? undefined : 'anything',
    }));
    expect((await judgeChanges(client, swapped)).findings).toHaveLength(changes.length);
  });

  test('find a status that is accepted and should not be, and the other way round', async () => {
    const swapped = statusChanges.map((change) => ({
      ...change,
      refused: change.refused ? undefined : 'anything',
    }));
    expect((await judgeStatuses(client, swapped)).findings).toHaveLength(statusChanges.length);
  });
});
