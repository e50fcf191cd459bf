import { ApiObject } from 'cdk8s';
import { type Enforcement, GuardRails, type Manifest } from '../../../lib';
import { TABLE } from './table';
import { guardedApp } from './tenants';

/** What synth says of an object in the namespace of the tenant. */
function said(kubernetes: string, { metadata, ...rest }: Manifest): string {
  const { app, chart } = guardedApp(kubernetes);
  new ApiObject(chart, 'object', { ...rest, metadata: metadata as object });
  try {
    app.units();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(['1.28', '1.37'])('at synth, for Kubernetes %s', (kubernetes) => {
  test.each(TABLE.filter(({ says }) => says === undefined))('$rule takes $what', ({ object }) => {
    expect(said(kubernetes, object)).toBe('');
  });

  test.each(TABLE.filter(({ says }) => says !== undefined))(
    '$rule refuses $what',
    ({ rule, object, says }) => {
      const refusals = said(kubernetes, object)
        .split('\n')
        .filter((line) => line.includes('is refused by policy'));
      expect(refusals).toContainEqual(
        expect.stringContaining(`[tenants/object] is refused by policy tenant-${rule}: `),
      );
      expect(refusals.join('\n')).toContain(says);
    },
  );
});

test('every rule that is run at synth has rows that it takes and rows that it refuses', () => {
  const { app } = guardedApp('1.37');
  const rules = app.node
    .findAll()
    .filter((construct): construct is GuardRails => construct instanceof GuardRails)
    .flatMap(({ rules }) => rules.map(({ policy }) => policy.replace('tenant-', '')));
  const ofWhoNotWhat = ['cordon', 'deletion-protection', 'locked-objects', 'namespaces'];
  const tabled = (isTaken: boolean) =>
    [...new Set(TABLE.filter(({ says }) => (says === undefined) === isTaken).map(({ rule }) => rule))].sort();
  const judged = rules.filter((rule) => !ofWhoNotWhat.includes(rule)).sort();
  expect(tabled(true)).toEqual(judged);
  expect(tabled(false)).toEqual(judged);
});

test.each<[Enforcement, boolean]>([
  ['Deny', true],
  ['Warn', false],
  ['Audit', false],
])('what %s finds stops synth: %s', (enforcement, stops) => {
  const { app, chart } = guardedApp('1.37', enforcement);
  const [bad] = TABLE.filter(({ says }) => says !== undefined);
  const { metadata, ...rest } = bad?.object as Manifest;
  new ApiObject(chart, 'object', { ...rest, metadata: metadata as object });
  if (stops) expect(() => app.units()).toThrow('is refused by policy');
  else {
    app.units();
    expect(app.warnings.join('\n')).toContain('is refused by policy tenant-images');
  }
});
