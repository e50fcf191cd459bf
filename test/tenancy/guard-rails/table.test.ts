import { ApiObject } from 'cdk8s';
import {
  type AdmissionPolicyProps,
  type Enforcement,
  GuardRails,
  type Manifest,
  type SynthesisError,
} from '../../../lib';
import { toDynamic } from '../../../lib/kind/cel/values/dynamic';
import { CompiledPolicy } from '../../../lib/policy/compiled-policy';
import { GUARD_RAILS } from '../../../lib/tenancy/guard-rails/guard-rails';
import { only } from '../../support/world';
import { type Row, TABLE } from './table';
import { type Guarded, guardedApp, guardedCluster } from './tenants';

function declare({ chart }: Guarded, { metadata, ...rest }: Manifest, id = 'object'): void {
  new ApiObject(chart, id, { ...rest, metadata: { ...(metadata as object), name: id } });
}

/** What synth says of the objects of the table, all in one app, by their rows. */
function judged(kubernetes: string): ReadonlyMap<Row, readonly string[]> {
  const guarded = guardedApp(kubernetes);
  for (const [index, { object }] of TABLE.entries()) declare(guarded, object, `row-${index}`);
  let problems: readonly string[] = [];
  try {
    guarded.app.units();
  } catch (error) {
    problems = (error as SynthesisError).problems;
  }
  return new Map(
    TABLE.map((row, index) => [
      row,
      problems.filter((problem) => problem.startsWith(`[tenants/row-${index}] is refused by policy`)),
    ]),
  );
}

describe.each(['1.28', '1.30', '1.37'])('at synth, for Kubernetes %s', (kubernetes) => {
  const said = judged(kubernetes);

  test.each(TABLE.filter(({ says }) => says === undefined))('$rule takes $what', (row) => {
    expect(said.get(row)).toEqual([]);
  });

  test.each(TABLE.filter(({ says }) => says !== undefined))('$rule refuses $what', (row) => {
    const ofRule = said.get(row)?.filter((problem) => problem.includes(`policy tenant-${row.rule}: `));
    expect(ofRule?.join('\n')).toContain(row.says);
  });
});

/** The rules on what objects are, which are run at synth. */
const RULES = GUARD_RAILS.map((rule) =>
  rule({
    cluster: guardedCluster('1.37'),
    sharedNamespaces: ['guarded-shared'],
    operatorNamespaces: [],
    clusterRoles: [],
    namespaceLabels: [],
  }),
).filter(({ judgedAtSynth = true }) => judgedAtSynth);

test('every rule that is run at synth has rows that it takes and rows that it refuses', () => {
  for (const isTaken of [true, false]) {
    const tabled = TABLE.filter(({ says }) => (says === undefined) === isTaken).map(({ rule }) => rule);
    expect([...new Set(tabled)].sort()).toEqual(RULES.map(({ name }) => name).sort());
  }
});

describe('every validation is needed: without it, something passes that is refused', () => {
  const manifests = guardedApp('1.37')
    .app.units()
    .flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  const namespaceObject = toDynamic(only(manifests, 'Namespace', 'guarded'));

  function refusedRows(
    { variables = [] }: Pick<AdmissionPolicyProps, 'variables'>,
    validations: AdmissionPolicyProps['validations'],
    rows: readonly Row[],
  ): number {
    const policy = CompiledPolicy.compile(
      { variables, matchConditions: [], validations },
      guardedCluster('1.37'),
    );
    return rows.filter(({ object }) => {
      const request = toDynamic({ kind: { kind: object.kind } });
      return policy.judge({ object: toDynamic(object), request, namespaceObject }).length > 0;
    }).length;
  }

  const parts = RULES.flatMap((rule) =>
    rule.validations.map((validation) => [`${rule.name}: ${validation.message}`, rule, validation] as const),
  );

  test.each(parts)('%s', (_, rule, validation) => {
    const rows = TABLE.filter((row) => row.rule === rule.name);
    const rest = rule.validations.filter((other) => other !== validation);
    const whole = refusedRows(rule, rule.validations, rows);
    expect(refusedRows(rule, rest, rows)).toBeLessThan(whole);
  });
});

test.each<[Enforcement, boolean]>([
  ['Deny', true],
  ['Warn', false],
  ['Audit', false],
])('what %s finds stops synth: %s', (enforcement, stops) => {
  const guarded = guardedApp('1.37', enforcement);
  declare(guarded, TABLE.find(({ says }) => says !== undefined)?.object as Manifest);
  if (stops) expect(() => guarded.app.units()).toThrow('is refused by policy');
  else {
    guarded.app.units();
    expect(guarded.app.warnings.join('\n')).toContain('is refused by policy tenant-images');
  }
});

test('there is a policy a rule, however many tenants there are', () => {
  const { app } = guardedApp('1.37');
  const [guardRails] = app.node
    .findAll()
    .filter((construct) => construct instanceof GuardRails) as GuardRails[];
  const policies = app
    .units()
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  expect(policies.map(({ name }) => name).sort()).toEqual(
    guardRails?.rules.map(({ policy }) => policy).sort(),
  );
});
