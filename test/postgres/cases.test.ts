import { Chart } from 'cdk8s';
import { Cluster, type Manifest, PlatformApp } from '../../lib/core';
import type { Kind } from '../../lib/kind';
import type { OpenApiSchema } from '../../lib/kind/schema/open-api-schema';
import { POSTGRES_KINDS, PostgreSQL, PostgreSQLBackup, PostgreSQLRestore } from '../../lib/postgres';
import { bad } from '../cluster/fixtures/bad-custom-resources';
import { changes } from '../cluster/fixtures/changed-custom-resources';
import { good } from '../cluster/fixtures/custom-resources';
import { CLUSTER } from '../support/world';

/** The lists that real API servers judge, judged here by synth. */

const CONSTRUCTS = { PostgreSQL, PostgreSQLBackup, PostgreSQLRestore } as const;

/** What synth says of an object, constructed with its name and its spec; nothing when it takes it. */
function refusal({ kind, metadata: { name }, spec }: Manifest): string | undefined {
  const chart = new Chart(new PlatformApp({ cluster: new Cluster(CLUSTER) }), 'chart', { namespace: 'home' });
  const Construct = CONSTRUCTS[kind as keyof typeof CONSTRUCTS];
  try {
    new Construct(chart, 'object', { metadata: { name }, ...(spec as object) } as never);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The messages of all rules of a kind. */
const MESSAGES = POSTGRES_KINDS.flatMap(({ versions }: Kind) => messagesOf(versions[0].specSchema));

function messagesOf(schema: OpenApiSchema): readonly string[] {
  const parts = [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})];
  return [
    ...(schema['x-kubernetes-validations'] ?? []).map(({ message = '' }) => message),
    ...parts.flatMap((part) => (part ? messagesOf(part) : [])),
  ];
}

function isRule(words: string): boolean {
  return MESSAGES.some((message) => message.includes(words));
}

/** What lists and maps as a whole are refused for: an item twice, and too many entries. */
const WHOLE = /\[1\]$|^spec\.parameters$/;

const byRule = bad.filter(({ names }) => isRule(names) || WHOLE.test(names));
const byField = bad.filter((refused) => !byRule.includes(refused));

test('there are more than a hundred cases of each kind of judgement, transitions among them', () => {
  expect(good.length + changes.filter(({ refused }) => refused === undefined).length).toBeGreaterThan(90);
  expect(bad.length + changes.filter(({ refused }) => refused !== undefined).length).toBeGreaterThan(180);
  expect(byRule.length).toBeGreaterThan(60);
  expect(byField.length).toBeGreaterThan(80);
});

test('every good object is accepted', () => {
  expect(good.flatMap((object) => refusal(object) ?? [])).toEqual([]);
});

test.each(byField)('$what is refused, naming the field', ({ manifest, names }) => {
  const field = names.replace(/^(unknown field )?"?(spec[.:] ?)?/, '').replace(/"$/, '');
  // Without a spec, synth misses the fields that it must have.
  expect(refusal(manifest)?.toLowerCase()).toContain(field.toLowerCase());
});

test('whatever a rule refuses, it refuses in words that are those of a rule of the kind', () => {
  const words = new Set(
    [...byRule.map(({ names }) => names), ...changes.flatMap(({ refused }) => refused ?? [])].filter(
      (names) => !WHOLE.test(names),
    ),
  );
  expect(words.size).toBeGreaterThan(15);
  expect([...words].filter((names) => !isRule(names))).toEqual([]);
});

test('every rule of the kinds refuses something in the list', () => {
  const told = [...bad.map(({ names }) => names), ...changes.flatMap(({ refused }) => refused ?? [])];
  expect(MESSAGES.filter((message) => !told.some((names) => message.includes(names)))).toEqual([]);
});
