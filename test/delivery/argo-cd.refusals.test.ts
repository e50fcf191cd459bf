import { type App, Chart } from 'cdk8s';
import { PlatformApp } from '../../lib/core';
import { ArgoCd, type ArgoCdProps } from '../../lib/delivery';
import { type Declare, object, platform, REPO } from './platform';

test.each<[string, Partial<ArgoCdProps>, string]>([
  ['an empty repository', { repoUrl: '' }, 'ArgoCd.repoUrl is empty'],
  ['any repository', { repoUrl: '*' }, 'ArgoCd.repoUrl is a pattern; given: "*"'],
  ['a path that leads out', { path: '../dist' }, 'ArgoCd.path contains ".."; given: "../dist"'],
  ['an absolute path', { path: '/dist' }, 'ArgoCd.path starts with "/"'],
  ['an empty revision', { targetRevision: '' }, 'ArgoCd.targetRevision is not a revision'],
  ['a bad namespace', { namespace: 'Argo' }, 'ArgoCd.namespace is not a valid name'],
  ['a bad project', { project: 'a/b' }, 'ArgoCd.project is not a valid name'],
  ['a bad name', { name: 'a/b' }, 'ArgoCd.name is not a valid name'],
  ['a bad prefix', { prefix: '' }, 'ArgoCd.prefix is not a valid name'],
  ['any cluster', { server: '*' }, 'ArgoCd.server is not the address of one cluster'],
  ['any namespace', { namespaces: ['*'] }, 'ArgoCd.namespaces is not a valid name'],
  ['endless retries', { retryLimit: -1 }, 'ArgoCd.retryLimit is not a number of retries'],
  [
    'any kind',
    { clusterResourceWhitelist: [{ group: '', kind: '*' }] },
    'ArgoCd.clusterResourceWhitelist is not',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => new ArgoCd({ repoUrl: REPO, ...props })).toThrow(message);
});

const configMap = (scope: App | Chart, id: string, namespace: string): Chart => {
  const chart = new Chart(scope, id);
  object(chart, 'v1', 'ConfigMap', 'settings', namespace);
  return chart;
};

test.each<[string, Declare, string]>([
  [
    'two charts that lead to one name',
    (app) => {
      configMap(app, 'shop-web', 'a');
      configMap(configMap(app, 'shop', 'b'), 'web', 'c');
    },
    'id leads to an Application of the same name as that of the chart [shop',
  ],
  [
    'a chart with the name of the root Application',
    (app) => configMap(app, 'platform', 'a'),
    '[platform] id leads to an Application of the name that the root Application has; given: "platform"; fix:',
  ],
  [
    'a chart with a long path',
    (app) => configMap(configMap(app, 'a'.repeat(40), 'a'), 'b'.repeat(40), 'b'),
    `id has 81 characters`,
  ],
])('refuses %s', (_, declare, message) => {
  expect(() => platform([declare]).units()).toThrow(message);
});

test('refuses an app whose id `argocd` is taken', () => {
  const app = new PlatformApp();
  new Chart(app, 'argocd');
  const refused = () => new ArgoCd({ repoUrl: REPO }).deliver(app, []);
  expect(refused).toThrow(
    '[(app)] already has a construct "argocd", where ArgoCd puts its Applications; fix:',
  );
});
