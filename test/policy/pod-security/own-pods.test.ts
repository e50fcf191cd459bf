import * as fc from 'fast-check';
import { type Manifest, ObjectIndex, PodSecurityLevel, RenderedObject } from '../../../lib';
import { podTemplateOf } from '../../../lib/core/pod-template';
import { standardsOf } from '../../../lib/policy/pod-security/namespace-standards';
import { violationsOf } from '../../../lib/policy/pod-security/violations';
import { compositeOperator } from '../../cluster/property/constructs/composite-operator';
import { connections } from '../../cluster/property/constructs/connections';
import { logSidecar } from '../../cluster/property/constructs/log-sidecar';
import { nodeAgent } from '../../cluster/property/constructs/node-agent';
import { operator } from '../../cluster/property/constructs/operator';
import { tenantWorkloads } from '../../cluster/property/constructs/tenant-workloads';
import { webService } from '../../cluster/property/constructs/web-service';
import { casesOf } from '../../cluster/property/engine/case';
import { SEED } from '../../cluster/property/engine/settings';
import type { Subject } from '../../cluster/property/engine/subject';
import { synthesize } from '../../cluster/property/engine/synth';

const MINORS = Array.from({ length: 10 }, (_, index) => 28 + index);
/** How many pod templates are judged at least, of each construct that makes pods. */
const LEAST = 10;

/** What is wrong with the pods of an app, at the level of the namespace of each: restricted, where the app has none. */
function wrong(
  manifests: readonly Manifest[],
  minor: number,
): { readonly pods: number; readonly found: readonly string[] } {
  const index = new ObjectIndex(manifests.map((manifest) => new RenderedObject('app', manifest)));
  const levels = new Map(
    index
      .ofKind('', 'Namespace')
      .map((namespace) => [namespace.name, standardsOf(namespace, minor)[0]?.level]),
  );
  const templates = index.all.flatMap((object) => {
    const template = podTemplateOf(object);
    return template
      ? [{ template, level: levels.get(object.namespace ?? '') ?? PodSecurityLevel.RESTRICTED }]
      : [];
  });
  return {
    pods: templates.length,
    found: templates
      .flatMap(({ template, level }) => violationsOf(template, { level, minor }, minor))
      .map(({ field, check }) => `${field}: ${check.id}`),
  };
}

/** Judges cases of a construct, each for another version, and gives how many pods there were. */
function judge<Props>(subject: Subject<Props>): number {
  let pods = 0;
  for (const [index, given] of fc.sample(casesOf(subject), { numRuns: 40, seed: SEED }).entries()) {
    const minor = MINORS[index % MINORS.length] as number;
    const synthesized = synthesize(subject, given, `1.${minor}`);
    if ('failed' in synthesized) throw new Error(synthesized.failed);
    // What a namespace does not admit is refused by the prop that asks for it.
    if ('refused' in synthesized) expect(synthesized.refused).not.toContain('by pod security level');
    else {
      const judged = wrong(synthesized.objects, minor);
      expect(judged.found).toEqual([]);
      pods += judged.pods;
    }
  }
  return pods;
}

test.each<[string, () => number]>([
  [webService.name, () => judge(webService)],
  [nodeAgent.name, () => judge(nodeAgent)],
  [logSidecar.name, () => judge(logSidecar)],
  [connections.name, () => judge(connections)],
  [tenantWorkloads.name, () => judge(tenantWorkloads)],
  [operator.name, () => judge(operator)],
  [compositeOperator.name, () => judge(compositeOperator)],
])('the pods of %s are admitted by their namespace, in every version', (_, judged) => {
  expect(judged()).toBeGreaterThan(LEAST);
});

test('a pod that is not admitted would be found', () => {
  const spec = { hostNetwork: true, containers: [{ name: 'a', image: 'a:1' }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'a' }, spec };
  expect(wrong([pod], 34)).toEqual({
    pods: 1,
    found: expect.arrayContaining(['spec.hostNetwork: hostNamespaces']),
  });
});
