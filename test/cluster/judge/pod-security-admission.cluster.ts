import { PodSecurityLevel } from '../../../lib';
import { describeEachVersion } from '../bed/clusters';
import { type JudgedPod, judgeAdmission } from './pod-security/admission';
import { samplePods } from './pod-security/pods';
import { hasGo, publishedWith } from './pod-security/published';
import { prepareLevel, reasonsOfServer } from './pod-security/verdict';
import { Report } from './report';

const report = new Report('pods that admission judges as synth does');
const LEVELS = [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];
const whenThere = hasGo() ? test : test.skip;

describeEachVersion('pods of every sort', (client, version) => {
  const kubernetes = Number(version.split('.')[1]);

  beforeAll(async () => {
    for (const level of LEVELS) await prepareLevel(client, level, kubernetes);
  });

  whenThere('that are published are refused for the same reasons as at synth', async () => {
    const pods = publishedWith(kubernetes).flatMap(({ name, level, minors, pod }) =>
      minors.map((minor): JudgedPod => ({ name, pod, standard: { level, minor } })),
    );
    const judgement = await judgeAdmission(client, 'published', pods, kubernetes);
    expect(report.take(version, judgement)).toEqual([]);
    expect(judgement.counts['published: invalid']).toBeLessThan(20);
  });

  test('that chance makes are refused for the same reasons as at synth', async () => {
    const minors = [0, 19, 22, 24, 28, 31, kubernetes].filter((minor) => minor <= kubernetes);
    const pods = samplePods(200).flatMap((pod, index) =>
      LEVELS.flatMap((level) =>
        minors.map((minor): JudgedPod => ({ name: `pod ${index}`, pod, standard: { level, minor } })),
      ),
    );
    const judgement = await judgeAdmission(client, 'by chance', pods, kubernetes);
    expect(report.take(version, judgement)).toEqual([]);
    expect(judgement.counts['by chance: invalid']).toBeLessThan(pods.length / 4);
    expect(judgement.counts['by chance: admitted']).toBeGreaterThan(pods.length / 20);
  });

  test('would tell of a verdict that is wrong', async () => {
    const spec = { hostPID: true, containers: [{ name: 'c', image: 'a:1' }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec };
    const standard = { level: PodSecurityLevel.BASELINE, minor: 28 };
    expect(await reasonsOfServer(client, pod, standard)).toEqual(['host namespaces']);
    expect(await reasonsOfServer(client, { ...pod, spec: { ...spec, hostPID: false } }, standard)).toEqual(
      [],
    );
  });
});
