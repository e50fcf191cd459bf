import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart, Include } from 'cdk8s';
import { newApp } from '../support';

const manifests = (declare: (chart: Chart) => void) => {
  const app = newApp();
  declare(new Chart(app, 'chart', { namespace: 'home' }));
  return app
    .units()
    .flatMap(({ objects }) => objects.map(({ path: from, manifest }) => ({ from, manifest })));
};
const config = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'home' },
});

test('a list is rendered as its items, each of which checks see', () => {
  const found = manifests((chart) => {
    const inner = { apiVersion: 'v1', kind: 'List', items: [config('c')] };
    new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [config('a'), inner] } as never);
  });
  expect(found.map(({ manifest }) => `${manifest.kind} ${manifest.metadata.name}`)).toEqual([
    'ConfigMap a',
    'ConfigMap c',
  ]);
  expect(found.every(({ from }) => from === 'chart/list')).toBe(true);
});

test('items of a list of one kind are of that kind', () => {
  const found = manifests((chart) => {
    new ApiObject(chart, 'list', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicyList',
      items: [{ metadata: { name: 'open', namespace: 'home' }, spec: { podSelector: {}, ingress: [{}] } }],
    } as never);
  });
  expect(found[0]?.manifest).toMatchObject({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'open' },
    spec: { ingress: [{}] },
  });
});

test('a list that a file has is rendered as its items', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'list-'));
  try {
    const file = path.join(folder, 'list.yaml');
    fs.writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [config('a')] }));
    const found = manifests((chart) => void new Include(chart, 'include', { url: file }));
    expect(found.map(({ manifest }) => manifest.kind)).toEqual(['ConfigMap']);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('a custom resource whose kind ends with List is no list', () => {
  const found = manifests((chart) => {
    new ApiObject(chart, 'own', {
      apiVersion: 'example.com/v1',
      kind: 'AllowList',
      spec: { items: [] },
    } as never);
  });
  expect(found.map(({ manifest }) => manifest.kind)).toEqual(['AllowList']);
});
