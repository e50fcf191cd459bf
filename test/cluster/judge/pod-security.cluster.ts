import { SECURITY_CHECKS } from '../../../lib/policy/pod-security/violations';
import { clustersFile } from '../bed/clusters';
import { record } from '../bed/figures';
import { type Fixture, hasGo, PUBLISHED, publishedWith } from './pod-security/published';
import { violatedAtSynth } from './pod-security/verdict';

if (!hasGo() && process.env.CDK8S_PLATFORM_REQUIRE_CLUSTERS) throw new Error('go is not on the PATH');
const whenThere = hasGo() ? describe : describe.skip;

/** The checks that may find what a fixture is about: its own, or that which stands for it in restricted namespaces. */
function namesOf(check: string): readonly string[] {
  return SECURITY_CHECKS.filter(({ id, overrides }) =>
    [id, overrides].some((name) => name?.toLowerCase() === check),
  ).map(({ id }) => id);
}

function disagreements(fixture: Fixture, kubernetes: number): readonly string[] {
  const { name, level, minors, passes, check, pod } = fixture;
  return minors.flatMap((minor) => {
    const violated = violatedAtSynth(pod, { level, minor }, kubernetes);
    const expected = namesOf(check);
    const agrees = passes ? violated.length === 0 : violated.some((id) => expected.includes(id));
    return agrees ? [] : [`${name} by v1.${minor}: violates ${violated.join(', ') || 'nothing'}`];
  });
}

whenThere('the pods that the pod security admission project publishes', () => {
  test.each(PUBLISHED)('have at synth the verdict that is published with Kubernetes 1.%i', (kubernetes) => {
    const fixtures = publishedWith(kubernetes);
    const verdicts = (passes: boolean): number =>
      fixtures.filter((each) => each.passes === passes).reduce((sum, { minors }) => sum + minors.length, 0);
    record(clustersFile(), 'published pods, judged at synth', `1.${kubernetes}`, {
      'pass, as published': verdicts(true),
      'fail, as published': verdicts(false),
      'versions of the standards': new Set(fixtures.flatMap(({ minors }) => minors)).size,
    });
    expect(verdicts(true)).toBeGreaterThan(700);
    expect(verdicts(false)).toBeGreaterThan(2_400);
    expect(fixtures.flatMap((fixture) => disagreements(fixture, kubernetes))).toEqual([]);
  });

  test('are about every check', () => {
    const about = new Set(PUBLISHED.flatMap(publishedWith).map(({ check }) => check));
    expect(SECURITY_CHECKS.filter(({ id }) => !about.has(id.toLowerCase()))).toEqual([]);
  });

  test('would tell of a check that is wrong', () => {
    const [pass, failing] = [true, false].map(
      (passes) => publishedWith(37).find((each) => each.passes === passes) as Fixture,
    );
    expect(disagreements({ ...pass, passes: false } as Fixture, 37)).toHaveLength(1);
    expect(disagreements({ ...failing, passes: true } as Fixture, 37)).toHaveLength(1);
    expect(disagreements({ ...failing, check: 'hostports' } as Fixture, 37)).toHaveLength(1);
  });
});
