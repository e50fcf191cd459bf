import { describeEachVersion } from '../bed/clusters';
import { values } from '../fixtures/values';
import { Report } from './report';
import { defineValues, judgeObjects, judgeValues } from './validation';

const report = new Report('validation');

describeEachVersion('validation at synth', (client, minor) => {
  beforeAll(() => defineValues(client));

  test('agrees with the API server on every value', async () => {
    const judgement = await judgeValues(client, minor);
    expect(report.take(minor, judgement)).toEqual([]);
    const [accepted = 0, refused = 0] = Object.values(judgement.counts);
    expect(accepted + refused).toBe(values.length);
    expect(Math.min(accepted, refused)).toBeGreaterThan(150);
  });

  test('agrees with the API server on whole objects', async () => {
    expect(report.take(minor, await judgeObjects(client))).toEqual([]);
  });

  test('would be found out if it let everything pass, or nothing', async () => {
    const lax = await judgeValues(client, minor, () => []);
    expect(lax.findings.length).toBeGreaterThan(150);
    const strict = await judgeValues(client, minor, () => [{ field: 'spec', problem: { problem: 'is' } }]);
    expect(strict.findings.length).toBeGreaterThan(150);
  });
});
