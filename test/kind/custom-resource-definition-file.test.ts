import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { CustomResourceDefinitionFile, type Manifest, PlatformApp } from '../../lib';
import { directories } from '../core/support';
import { definitionOf } from '../support/definition';
import { Widget } from './widget';

const folder = directories();

function fileOf(...manifests: readonly (Manifest | string)[]): string {
  const file = path.join(folder(), 'definitions.yaml');
  fs.writeFileSync(
    file,
    manifests.map((part) => (typeof part === 'string' ? part : stringify(part))).join('---\n'),
  );
  return file;
}

const TOY = definitionOf('Toy', {
  schema: { type: 'object', properties: { size: { type: 'integer' } } },
});
const GAME = definitionOf('Game', { namespaced: false });
const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' } };

function toy(chart: Chart, id: string, spec: object): void {
  new ApiObject(chart, id, { apiVersion: 'example.com/v1', kind: 'Toy', metadata: { name: id }, spec });
}

test('objects of the kinds of a file are checked, and the definitions are left to others', () => {
  const app = new PlatformApp();
  const file = new CustomResourceDefinitionFile(app, 'toys', { file: fileOf(TOY, SERVICE, GAME) });
  const chart = new Chart(app, 'chart', { namespace: 'shop' });
  toy(chart, 'good', { size: 1 });
  expect(file.names).toEqual(['toys.example.com', 'games.example.com']);
  expect(file.objects).toEqual([]);
  expect(app.units().flatMap(({ objects }) => objects.map(({ kind }) => kind))).toEqual(['Toy']);
  toy(chart, 'bad', { size: '1' });
  expect(() => app.units()).toThrow(
    '[chart/bad] spec.size has the wrong type; given: "1"; allowed: an integer',
  );
});

test('their scope is checked as well', () => {
  const app = new PlatformApp();
  new CustomResourceDefinitionFile(app, 'toys', { file: fileOf(TOY, GAME) });
  toy(new Chart(app, 'chart'), 'bear', {});
  expect(() => app.units()).toThrow('[chart/bear] has no namespace');
});

test('the definitions can be installed, before everything else and never pruned', () => {
  const annotated = { ...TOY, metadata: { ...TOY.metadata, annotations: { 'example.com/ca': 'x' } } };
  const served = { ...annotated, status: { conditions: [] } };
  const app = new PlatformApp();
  const chart = new Chart(app, 'chart', { namespace: 'shop' });
  new CustomResourceDefinitionFile(chart, 'toys', { file: fileOf(served), install: true });
  toy(chart, 'bear', {});
  const [first, second] = app.units().flatMap(({ objects }) => objects);
  expect(first?.manifest).toMatchObject({
    kind: 'CustomResourceDefinition',
    metadata: {
      name: 'toys.example.com',
      annotations: {
        'argocd.argoproj.io/sync-wave': '-30',
        'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false,ServerSideApply=true',
        'example.com/ca': 'x',
      },
    },
    spec: TOY.spec,
  });
  expect(first?.manifest).not.toHaveProperty('status');
  expect(second?.kind).toBe('Toy');
});

test('the list that kubectl prints is a file of definitions', () => {
  const list = { apiVersion: 'v1', kind: 'List', metadata: {}, items: [TOY, GAME] };
  const { names } = new CustomResourceDefinitionFile(new PlatformApp(), 'all', { file: fileOf(list) });
  expect(names).toEqual(['toys.example.com', 'games.example.com']);
});

test('a file says what is installed, even of a kind of our own', () => {
  const app = new PlatformApp();
  const older = definitionOf('Widget', {
    group: 'toys.example.com',
    schema: { type: 'object', properties: { memory: { type: 'string' } } },
  });
  new CustomResourceDefinitionFile(app, 'released', { file: fileOf(older) });
  new Widget(new Chart(app, 'chart', { namespace: 'shop' }), 'one');
  expect(() => app.units()).toThrow(
    '[chart/one/Resource] spec.size is not a field; given: 2; allowed: memory',
  );
});

describe('a file is refused', () => {
  const read = (file: string) => () => new CustomResourceDefinitionFile(new PlatformApp(), 'toys', { file });

  test('that is not there', () => {
    expect(read('nowhere.yaml')).toThrow('[toys] file cannot be read: ENOENT');
  });

  test.each<[string, string, RegExp]>([
    ['that is not YAML', 'a: [', /^\[toys\] file is not YAML: .*; given: ".*definitions\.yaml"$/],
    [
      'of templates that are not YAML yet',
      '{{- if .Values.crds }}\napiVersion: v1\n',
      /^\[toys\] file has a key that is no text at line 1, column 3; given: ".*"; fix: render its templates first, as `helm template` does$/,
    ],
    [
      'of templates that happen to be YAML',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{ .x }}\n',
      /^\[toys\] file has a key that is no text at line 3, column 12; given: ".*"; fix: render/,
    ],
    [
      'without a definition',
      stringify(SERVICE),
      /^\[toys\] file has no CustomResourceDefinition; given: ".*"$/,
    ],
    [
      'with a broken definition',
      stringify({ ...TOY, spec: { ...(TOY.spec as object), scope: 'All' } }),
      /^\[toys\] file has a definition that the API server would refuse, toys.example.com: spec.scope is not one of the allowed values; given: "All"; allowed: one of "Cluster", "Namespaced"; given: ".*"$/,
    ],
  ])('%s', (_, text, message) => {
    const refused = read(fileOf(text));
    expect(refused).toThrow(message);
  });

  test('whose kind another file of the app defines', () => {
    const app = new PlatformApp();
    const file = fileOf(TOY);
    new CustomResourceDefinitionFile(new Chart(app, 'a'), 'toys', { file });
    expect(() => new CustomResourceDefinitionFile(new Chart(app, 'b'), 'toys', { file })).toThrow(
      '[b/toys] file defines toys.example.com, which [a/toys] defines already; fix: read it from one file',
    );
  });
});
