import type { Manifest } from '../../../lib';
import { describeEachVersion } from '../bed/clusters';
import { bad, badChanges } from '../fixtures/bad-custom-resources';
import { good, immutables, namespace } from '../fixtures/custom-resources';
import { notStructural, oneKindTwice } from '../fixtures/definitions';
import { apply } from './apply';
import { referencePlatform } from './apps';
import { judgeAccepted, judgeRefused, judgeRefusedChanges } from './custom-resources';
import { judgeDefinitions } from './definitions';
import { Report } from './report';

const report = new Report('kinds');

const isDefinition = ({ kind }: Manifest): boolean => kind === 'CustomResourceDefinition';

describeEachVersion('the PostgreSQL kinds', (client, minor) => {
  const definitions = referencePlatform(minor).filter(isDefinition);

  beforeAll(() => apply(client, [...definitions, namespace, ...immutables]));

  test('are established, and the server finds no fault with their schemas', async () => {
    expect(report.take(minor, await judgeDefinitions(client, definitions))).toEqual([]);
  });

  test('accept every sample', async () => {
    expect(report.take(minor, await judgeAccepted(client, good))).toEqual([]);
  });

  test('refuse every bad sample and name its field', async () => {
    expect(report.take(minor, await judgeRefused(client, bad))).toEqual([]);
  });

  test('refuse to change what never changes, in the words of its author, and bad statuses', async () => {
    expect(report.take(minor, await judgeRefusedChanges(client, badChanges))).toEqual([]);
  });
});

describeEachVersion('the judgements of kinds', (client, minor) => {
  const definitions = referencePlatform(minor).filter(isDefinition);

  beforeAll(() => apply(client, [...definitions, namespace, ...immutables]));

  test('find a schema that is not structural', async () => {
    const { findings } = await judgeDefinitions(client, [notStructural]);
    expect(findings).toEqual([
      expect.stringMatching(/^CustomResourceDefinition shapes\.judged\.example\.com is refused: 422 /),
    ]);
    expect(findings[0]).toContain('spec.validation.openAPIV3Schema.properties[spec]');
  });

  test('find a definition that is accepted and never served', async () => {
    const { findings } = await judgeDefinitions(client, oneKindTwice, 2_000);
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

  test('find a change that is accepted', async () => {
    const same = badChanges.slice(0, 1).map((change) => ({ ...change, patch: {} }));
    expect((await judgeRefusedChanges(client, same)).findings).toEqual([
      expect.stringContaining('not refused, but 200'),
    ]);
  });
});
