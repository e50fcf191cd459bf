import { Chart } from 'cdk8s';
import { Cluster, type Manifest, PlatformApp } from '../../lib/core';
import type { Kind } from '../../lib/kind';
import { PostgreSQL, PostgreSQLBackup, PostgreSQLRestore } from '../../lib/postgres';
import { bad } from '../cluster/fixtures/bad-custom-resources';
import { changes } from '../cluster/fixtures/changed-custom-resources';
import { good } from '../cluster/fixtures/custom-resources';
import { CLUSTER } from '../support/world';
import { isRule, RULE_MESSAGES } from './rule-messages';

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

test('there are more than a hundred cases of each kind of judgement, transitions among them', () => {
  expect(good.length + changes.filter(({ refused }) => refused === undefined).length).toBeGreaterThan(90);
  expect(bad.length + changes.filter(({ refused }) => refused !== undefined).length).toBeGreaterThan(180);
  expect(bad.filter(({ names }) => isRule(names)).length).toBeGreaterThan(60);
});

test('every good object is accepted', () => {
  expect(good.flatMap((object) => refusal(object) ?? [])).toEqual([]);
});

/** Of a schedule, synth says more than a rule can. */
const TOLD_BETTER = ['must be a CronJob schedule', 'is not a CronJob schedule'] as const;

test.each(bad)('$what is refused, naming the field or in words of a rule', ({ manifest, names }) => {
  const words = isRule(names)
    ? names
    : names.replace(/^(unknown field )?"?(spec[.:] ?)?/, '').replace(/"$/, '');
  // Without a spec, synth misses the fields that it must have.
  expect(refusal(manifest)?.toLowerCase()).toContain(words.replace(...TOLD_BETTER).toLowerCase());
});

test.each(changes)(
  '$what is judged as API servers judge the update',
  ({ kind, old, new: changed, refused }) => {
    const [stored]: Kind['versions'] = CONSTRUCTS[kind].kind.versions;
    const update = (): unknown => stored.parseSpec(changed, stored.parseSpec(old));
    if (refused === undefined) expect(update).not.toThrow();
    else expect(update).toThrow(refused.replace(...TOLD_BETTER));
  },
);

test('every rule of the kinds refuses something in the list', () => {
  const told = [...bad.map(({ names }) => names), ...changes.flatMap(({ refused }) => refused ?? [])];
  expect(RULE_MESSAGES.filter((message) => !told.some((names) => message.includes(names)))).toEqual([]);
});
