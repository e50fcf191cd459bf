import { APPS } from '../../support/apps';
import { describeEachVersion } from '../bed/clusters';
import { inTurn } from '../bed/turns';
import { emptyList, otherForm, unknownField, warned } from '../fixtures/objects';
import { apply, judgeApply } from './apply';
import { writtenBy } from './apps';
import { judgeDrift } from './drift';
import { policiesOf } from './guard-rails/bindings';
import { prepare } from './prepare';
import { Report } from './report';
import { judgeSecondApply } from './second-apply';

const report = new Report('objects of every app');

describeEachVersion('the objects of every app', (client, minor) => {
  // Guard rails are applied as they are, and hold every tenant of the server for that time.
  inTurn(client, 'guard-rails');
  beforeAll(() => prepare(client));
  afterAll(async () => {
    for (const object of APPS.flatMap((app) => policiesOf(writtenBy(app, minor))))
      await client.request('DELETE', await client.pathOf(object));
  });

  describe.each(APPS)('%s', (app) => {
    test('are applied in the order of their waves, none refused and none warned of', async () => {
      expect(report.take(minor, await judgeApply(client, writtenBy(app, minor)))).toEqual([]);
    });

    test('are read back as they were written', async () => {
      expect(report.take(minor, await judgeDrift(client, writtenBy(app, minor)))).toEqual([]);
    });

    test('are not written again when they are applied again', async () => {
      expect(report.take(minor, await judgeSecondApply(client, writtenBy(app, minor)))).toEqual([]);
    });
  });
});

describeEachVersion('the judgements of objects', (client) => {
  test('find a field that the server does not know', async () => {
    const { findings } = await judgeApply(client, unknownField);
    expect(findings).toEqual([
      expect.stringMatching(/^ConfigMap judged-apply\/unknown-field is refused: .*dta/),
    ]);
  });

  test('find a warning', async () => {
    const { findings } = await judgeApply(client, warned);
    expect(findings).toEqual([
      expect.stringMatching(/^Deployment judged-apply\/warned is warned of: would violate PodSecurity/),
    ]);
  });

  test('find an amount that the server writes in another form', async () => {
    await apply(client, otherForm);
    const { findings } = await judgeDrift(client, otherForm);
    expect(findings).toEqual([
      'LimitRange judged-apply/other-form.spec.limits[0].default.cpu: "1" for "1000m"',
    ]);
  });

  test('find an empty list, which the server writes again each time', async () => {
    await apply(client, emptyList);
    const { findings } = await judgeSecondApply(client, emptyList);
    expect(findings).toEqual(['NetworkPolicy judged-apply/empty-list is written again']);
  });
});
