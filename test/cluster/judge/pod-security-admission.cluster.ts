import { PodSecurityLevel } from '../../../lib';
import { describeEachVersion } from '../bed/clusters';
import { type JudgedPod, judgeAdmission } from './pod-security/admission';
import { hasGo, publishedWith } from './pod-security/published';
import { prepareLevel } from './pod-security/verdict';
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
    expect(report.take(version, await judgeAdmission(client, 'published', pods, kubernetes))).toEqual([]);
  });
});
