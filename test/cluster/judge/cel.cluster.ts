import { rowsOf, tables } from '../../kind/cel/support';
import { describeEachVersion } from '../bed/clusters';
import { costs } from '../fixtures/cel/costs';
import { forms } from '../fixtures/cel/forms';
import { INTEGER, object } from '../fixtures/cel/part';
import { places } from '../fixtures/cel/places';
import { transitions } from '../fixtures/cel/transitions';
import { Parts } from './cel/parts';
import { judgeRefusals, judgeVerdicts } from './cel/tables';
import { Report } from './report';

const report = new Report('CEL rules');
const rows = tables.flatMap(rowsOf);

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

describeEachVersion('the rules of the tables', (client, version) => {
  test('are refused where they are refused at synth, or need a newer version', async () => {
    expect(report.take(version, await judgeRefusals(client, minorOf(version), rows))).toEqual([]);
  });

  test('hold, do not hold, and have no answer as at synth', async () => {
    expect(report.take(version, await judgeVerdicts(client, minorOf(version), rows))).toEqual([]);
  });
});

describeEachVersion('rules in every place and form, on changes, and of every price', (client, version) => {
  const parts = new Parts(client, minorOf(version), [...places, ...forms, ...transitions, ...costs]);

  beforeAll(() => parts.serve());

  test('are refused where they are refused at synth, or need a newer version', async () => {
    expect(report.take(version, await parts.judgeRefusals())).toEqual([]);
  });

  test('are kept and broken by the same values, and say the same', async () => {
    expect(report.take(version, await parts.judgeValues())).toEqual([]);
  });

  test('are kept and broken by the same changes', async () => {
    expect(report.take(version, await parts.judgeChanges())).toEqual([]);
  });
});

describeEachVersion('the judgement of rules', (client, version) => {
  test('finds a rule that is recorded as another', async () => {
    const minor = minorOf(version);
    const wrong = [
      { rule: 'self.n > 1', verdict: 'refused' },
      { rule: 'self.zz > 1', verdict: 'true' },
    ] as const;
    expect((await judgeRefusals(client, minor, wrong)).findings).toEqual([
      'taken: self.n > 1',
      'refused: self.zz > 1',
    ]);
  });

  test('finds a part that is said to need another version', async () => {
    const isOldest = minorOf(version) === 28;
    const part = { what: 'an optional', schema: object({ a: INTEGER }, 'self.?a.hasValue()') };
    const parts = new Parts(client, isOldest ? 37 : 28, [part]);
    const found = isOldest ? 'refused: an optional' : 'taken: an optional';
    expect((await parts.judgeRefusals()).findings).toEqual([found]);
  });
});
