import { PodSecurityLevel, RenderedObject } from '../../../lib/core';
import { podTemplateOf } from '../../../lib/core/pod-template';
import { SECURITY_CHECKS, type Violation, violationsOf } from '../../../lib/policy/pod-security/violations';
import { SECURITY_CASES, type SecurityCase, type Span, specOf } from './cases';

const NEWEST = 37;
const MINORS = Array.from({ length: NEWEST + 1 }, (_, minor) => minor);
const LEVELS = [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED] as const;
const LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

function violations(
  spec: unknown,
  level: PodSecurityLevel,
  minor: number,
  { annotations, kubernetes = NEWEST }: Pick<SecurityCase, 'annotations' | 'kubernetes'> = {},
): readonly Violation[] {
  const template = podTemplateOf(
    new RenderedObject('a', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a' },
      spec: { template: { metadata: { annotations }, spec } },
    }),
  );
  if (!template) throw new Error('no template');
  return violationsOf(template, { level, minor }, kubernetes);
}

function expected(found: readonly Span[], minor: number): readonly string[] {
  return found
    .filter(([, since, until = Number.POSITIVE_INFINITY]) => since <= minor && minor < until)
    .map(([id]) => id);
}

describe.each(LISTS)('what is found in a pod with a container among its %s', (list) => {
  test.each(SECURITY_CASES)('that has $what', (given) => {
    const spec = specOf(given, list);
    for (const level of LEVELS) {
      const verdicts = (judge: (minor: number) => readonly string[]): readonly string[] =>
        MINORS.map((minor) => `${level} v1.${minor}: ${judge(minor)}`);
      const found = verdicts((minor) => [
        ...new Set(violations(spec, level, minor, given).map(({ check }) => check.id)),
      ]);
      expect(found).toEqual(verdicts((minor) => expected(given[level] ?? [], minor)));
    }
  });
});

test('every check finds something in a case, and nothing in another', () => {
  const found = new Set(
    SECURITY_CASES.flatMap(({ baseline = [], restricted = [] }) =>
      [...baseline, ...restricted].map(([id]) => id),
    ),
  );
  expect([...found].sort()).toEqual(SECURITY_CHECKS.map(({ id }) => id).sort());
});

test('nothing is found at the privileged level', () => {
  const spec = specOf({ spec: { hostNetwork: true }, container: { privileged: true } });
  expect(violations(spec, PodSecurityLevel.PRIVILEGED, NEWEST)).toEqual([]);
});

test('a version that the API server does not know is judged as its own', () => {
  const spec = specOf({ fields: { livenessProbe: { tcpSocket: { port: 80, host: 'a' } } } });
  expect(violations(spec, PodSecurityLevel.BASELINE, 34, { kubernetes: 33 })).toEqual([]);
  expect(violations(spec, PodSecurityLevel.BASELINE, 99)).toHaveLength(1);
});

test('what is found says where it is, what is there and what is allowed', () => {
  const spec = specOf({
    pod: { runAsNonRoot: undefined },
    container: { capabilities: { drop: ['ALL'], add: ['KILL', 'NET_RAW'] } },
    spec: { volumes: [{ name: 'v', hostPath: { path: '/' } }] },
  });
  const found = violations(spec, PodSecurityLevel.RESTRICTED, 34).map(({ check, ...breach }) => breach);
  const add = 'spec.template.spec.containers[1].securityContext.capabilities.add';
  expect(found).toEqual([
    { field: `${add}[0]`, given: 'KILL', allowed: 'NET_BIND_SERVICE' },
    { field: `${add}[1]`, given: 'NET_RAW', allowed: 'NET_BIND_SERVICE' },
    {
      field: 'spec.template.spec.volumes[0].hostPath',
      given: { path: '/' },
      allowed:
        'configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret, image',
    },
    { field: 'spec.template.spec.securityContext.runAsNonRoot', given: undefined, allowed: 'true' },
  ]);
});

test('an annotation is found by its key', () => {
  const key = 'container.apparmor.security.beta.kubernetes.io/c';
  const [found] = violations(specOf({}), PodSecurityLevel.BASELINE, 34, {
    annotations: { [key]: 'unconfined' },
  });
  expect(found).toMatchObject({ field: `spec.template.metadata.annotations['${key}']`, given: 'unconfined' });
});

test.each([
  ['no containers', {}],
  ['containers that are none', { containers: [null, 'c', 5], volumes: [null, 'v'] }],
  ['lists that are none', { containers: 'c', volumes: {}, securityContext: 'none' }],
  ['contexts that are none', { containers: [{ securityContext: 5, ports: 1, lifecycle: [] }] }],
])('no pod makes a check fail: %s', (_, spec) => {
  expect(() => violations(spec, PodSecurityLevel.RESTRICTED, NEWEST)).not.toThrow();
});
