import type { Construct } from 'constructs';
import { CustomResourceDefinition, Kind, z } from '../../../lib';
import { bind, bindBecause, group, ROBOT, refer, rule, said } from './support';

describe('a member gains rights cluster-wide', () => {
  test('as an administrator, who is to be no member', () => {
    const problems = said((chart) =>
      refer(chart, 'admin', undefined, group('alpha-admins'), 'ClusterRole', 'cluster-admin'),
    );
    expect(problems).toEqual([
      '[others/admin-binding] lets Group alpha-admins of tenant alpha gain rights cluster-wide: ' +
        'Group alpha-admins has ClusterRole cluster-admin in the whole cluster (by ClusterRoleBinding admin); ' +
        'given: "* */*, * *"; allowed: rights in the namespaces of the tenant, and reading what is in no namespace; ' +
        'fix: bind Group alpha-admins in the namespaces of its tenant alone; ' +
        'why it reads in the others, if it must, say in the annotation cdk8s-platform/reason of the binding; ' +
        'who is meant to be an administrator is no member of a tenant',
    ]);
  });

  const ADMISSION = 'admissionregistration.k8s.io';
  test.each([
    ['changes policies', rule('validatingadmissionpolicies', 'delete', ADMISSION)],
    ['changes webhooks', rule('validatingwebhookconfigurations', 'patch', ADMISSION)],
    ['changes kinds', rule('customresourcedefinitions', 'update', 'apiextensions.k8s.io')],
    ['changes namespaces', rule('namespaces', 'create')],
    ['connects to pods', rule('pods/portforward', 'get')],
    ['changes paths', { nonResourceURLs: ['/debug/*'], verbs: ['post'] }],
  ])('that %s', (_, given) => {
    expect(said((chart) => bind(chart, 'wide', undefined, group('alpha-admins'), given))).toEqual([
      expect.stringContaining('lets Group alpha-admins of tenant alpha gain rights cluster-wide'),
    ]);
  });

  const READS = rule('pods,pods/log,configmaps,nodes', 'get,list,watch');

  test('by reading in all namespaces, unless the binding says why', () => {
    const bound = (reason: string | undefined) =>
      said((chart) => bindBecause(reason, chart, 'wide', undefined, group('alpha-admins'), READS));
    const found = [
      expect.stringContaining('given: "get v1/pods, get v1/pods/log, get v1/configmaps, list v1/pods'),
    ];
    expect(bound(undefined)).toEqual(found);
    expect(bound(' ')).toEqual(found);
    expect(bound('they are on call for all')).toEqual([]);
  });

  test('by changing what is there, whatever the binding says', () => {
    const problems = said((chart) =>
      bindBecause(
        'they are on call',
        chart,
        'wide',
        undefined,
        group('alpha-admins'),
        rule('nodes', 'patch'),
      ),
    );
    expect(problems).toEqual([expect.stringContaining('given: "patch v1/nodes"')]);
  });

  test.each([
    ['reads what is in no namespace', rule('nodes', 'get,list,watch')],
    ['asks for reviews', rule('subjectaccessreviews', 'create', 'authorization.k8s.io')],
    ['reads metrics', { nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  ])('not where it %s', (_, given) => {
    expect(said((chart) => bind(chart, 'wide', undefined, group('alpha-admins'), given))).toEqual([]);
  });

  test('nor by being an administrator who is no member', () => {
    const problems = said((chart) =>
      refer(chart, 'admin', undefined, group('platform'), 'ClusterRole', 'cluster-admin'),
    );
    expect(problems).toEqual([]);
  });
});

describe('what only tells of the cluster', () => {
  const kind = new Kind({
    group: 'example.com',
    kind: 'Flavour',
    plural: 'flavours',
    namespaced: false,
    description: 'A flavour.',
    spec: z.strictObject({}),
  });

  test.each([
    ['nodes', rule('nodes', 'list')],
    ['a custom kind without a namespace', rule('flavours', 'get,list,watch', 'example.com')],
    ['reviews', rule('tokenreviews', 'create', 'authentication.k8s.io')],
    ['metrics', { nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  ])('is a warning for an account of a tenant: %s', (_, given) => {
    const declare = (subject: object) => (chart: Construct) => {
      new CustomResourceDefinition(chart, 'flavours', { kind });
      bind(chart, 'tells', undefined, subject, given);
    };
    expect(said(declare(ROBOT))).toEqual([
      expect.stringContaining('ServiceAccount alpha/robot has ClusterRole tells'),
    ]);
    expect(said(declare(group('system:authenticated')))).toEqual([]);
  });

  test.each([
    ['a kind of which nobody says that it has no namespace', rule('things', 'list', 'example.com')],
    ['a write', rule('nodes', 'patch')],
    ['a proxy', rule('nodes/proxy', 'get')],
  ])('is not %s', (_, given) => {
    const problems = said((chart) => bind(chart, 'tells', undefined, ROBOT, given));
    expect(problems).toEqual([expect.stringContaining('ServiceAccount alpha/robot has ClusterRole tells')]);
  });
});
