import { type Manifest, Shards } from '../../../lib';
import { describeEachVersion } from '../bed/clusters';
import { restricted } from '../fixtures/namespace';
import { apply } from './apply';
import { Report } from './report';

const NAMESPACE = 'judged-shards';
const LABEL = 'example.com/shard';
const SHARDS = Shards.byLabel(LABEL, ['a', 'b', 'c']);

/** Labels of objects, by their names. */
const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: {},
  other: { 'example.com/other': 'b' },
  longer: { 'example.com/shards': 'b' },
  empty: { [LABEL]: '' },
  unknown: { [LABEL]: 'd' },
  capital: { [LABEL]: 'B' },
  first: { [LABEL]: 'a' },
  second: { [LABEL]: 'b' },
  third: { [LABEL]: 'c', 'example.com/other': 'b' },
};
const OBJECTS: readonly Manifest[] = Object.entries(LABELS).map(([name, labels]) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: NAMESPACE, labels },
}));

const report = new Report('shards');

interface List {
  readonly items: readonly Manifest[];
}

describeEachVersion('shards', (client, minor) => {
  /** The names of the objects that a selector selects, among those of this test. */
  const selected = async (labelSelector: string): Promise<readonly string[]> => {
    const { body } = await client.request<List>('GET', `/api/v1/namespaces/${NAMESPACE}/configmaps`, {
      query: { labelSelector },
    });
    return body.items.flatMap(({ metadata: { name = '' } }) => (name in LABELS ? [name] : []));
  };

  beforeAll(() => apply(client, [restricted(NAMESPACE), ...OBJECTS]));

  test('have every object once, whatever its labels', async () => {
    const lists = await Promise.all(SHARDS.all.map(({ selector }) => selected(selector)));
    expect(lists).toEqual([
      ['capital', 'empty', 'first', 'longer', 'none', 'other', 'unknown'],
      ['second'],
      ['third'],
    ]);
    const all = lists.flat();
    expect([...all].sort()).toEqual(Object.keys(LABELS).sort());
    report.take(minor, { findings: [], counts: { 'objects in one shard each': all.length } });
  });

  test('would leave objects out if each of them asked for its value', async () => {
    const lists = await Promise.all(SHARDS.names.map((name) => selected(`${LABEL}=${name}`)));
    expect(lists.flat()).toEqual(['first', 'second', 'third']);
  });
});
