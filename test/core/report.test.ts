import * as fs from 'node:fs';
import * as path from 'node:path';
import { Chart } from 'cdk8s';
import { addCheck, addReport, PlatformApp, type PlatformAppProps, type Report } from '../../lib/core';
import { configMap, contentOf, directories, messageOf } from './support';

const directory = directories();

const MAPS: Report = {
  name: 'maps',
  title: 'Maps | of <all>',
  text: 'What `is` there.',
  sections: [
    {
      name: 'maps',
      title: 'Maps',
      columns: { name: 'Name', sizes: 'Sizes', count: 'Count', large: 'Large', note: 'Note' },
      rows: [
        { name: 'a|b', sizes: ['1', '2_3'], count: 3, large: true, note: undefined },
        { name: 'c', sizes: [], count: 0, large: false },
      ],
    },
    { name: 'others', title: 'Others', columns: { name: 'Name' }, rows: [] },
  ],
};

function app(props: PlatformAppProps, ...reports: readonly Report[]): PlatformApp {
  const made = new PlatformApp(props);
  const chart = new Chart(made, 'one', { namespace: 'a' });
  configMap(chart, 'settings');
  for (const report of reports) addReport(chart, () => report);
  return made;
}

function world() {
  const root = directory();
  return { root, outdir: path.join(root, 'dist'), reports: path.join(root, 'docs', 'platform') };
}

test('a report is written for people in Markdown and for programs in JSON', () => {
  const { outdir, reports } = world();
  app({ outdir, reports }, MAPS).synth();
  const files = contentOf(reports);
  expect(Object.keys(files).sort()).toEqual(['maps.json', 'maps.md']);
  expect(files['maps.md']).toMatchSnapshot();
  expect(files['maps.json']).toMatchSnapshot();
  expect(JSON.parse(files['maps.json'] as string)).toMatchObject({
    schemaVersion: 1,
    sections: { others: [] },
  });
});

test('a report reads the objects of the whole app, as they are written', () => {
  const made = app({});
  addReport(made, (objects) => ({
    ...MAPS,
    sections: [
      {
        name: 'n',
        title: 'N',
        columns: { id: 'Id' },
        rows: objects.all.map(({ identity }) => ({ id: identity })),
      },
    ],
  }));
  expect(made.reports()[0]?.sections[0]?.rows).toEqual([{ id: 'v1/ConfigMap a/settings' }]);
});

test('reports are returned on request, sorted by name, and nothing is written', () => {
  const { root, outdir } = world();
  const made = app({ outdir }, MAPS, { ...MAPS, name: 'atlas' });
  expect(made.reports().map(({ name }) => name)).toEqual(['atlas', 'maps']);
  expect(contentOf(root)).toEqual({});
});

test('without a directory none is written', () => {
  const { root, outdir } = world();
  app({ outdir }, MAPS).synth();
  expect(Object.keys(contentOf(root))).toEqual(['dist/', 'dist/one/', 'dist/one/one.k8s.yaml']);
});

test('what gives no cause for a report has none', () => {
  const made = app({});
  addReport(made, () => undefined);
  expect(made.reports()).toEqual([]);
});

test('a report that is gone leaves no file, and files of others stay', () => {
  const { outdir, reports } = world();
  app({ outdir, reports }, MAPS, { ...MAPS, name: 'atlas' }).synth();
  fs.writeFileSync(path.join(reports, 'README.md'), '# Ours\n');
  fs.writeFileSync(path.join(reports, 'other.json'), '{}\n');
  app({ outdir, reports }, MAPS).synth();
  expect(Object.keys(contentOf(reports)).sort()).toEqual(['README.md', 'maps.json', 'maps.md', 'other.json']);
});

test('a synth that fails writes no report, and leaves those of before', () => {
  const { root, outdir, reports } = world();
  app({ outdir, reports }, MAPS).synth();
  const before = contentOf(root);
  const broken = app({ outdir, reports }, { ...MAPS, title: 'Changed' });
  addCheck(broken, () => [{ path: 'one', problem: 'is not allowed' }]);
  expect(() => broken.synth()).toThrow('is not allowed');
  expect(contentOf(root)).toEqual(before);
});

test("somebody else's file in the place of a report is refused, and no manifest is written either", () => {
  const { root, outdir, reports } = world();
  fs.mkdirSync(reports, { recursive: true });
  fs.writeFileSync(path.join(reports, 'maps.md'), '# Ours\n');
  const before = contentOf(root);
  expect(messageOf(() => app({ outdir, reports }, MAPS).synth())).toMatch(
    /would overwrite a file that cdk8s-platform did not write; given: .*maps\.md"; fix: .* choose another `reports`/,
  );
  expect(contentOf(root)).toEqual(before);
});

test.each([
  ['the output directory', '.'],
  ['a folder in it', 'reports'],
  ['a folder around it', '..'],
])('%s is no place for reports', (_, where) => {
  const { outdir } = world();
  expect(messageOf(() => app({ outdir, reports: path.join(outdir, where) }))).toMatch(
    /^\[\(app\)\] reports is in the output directory or around it: GitOps applies whatever it finds there; given: /,
  );
});

test('a link that leads into the output directory is no place for reports', () => {
  const { root, outdir } = world();
  fs.mkdirSync(path.join(outdir, 'one'), { recursive: true });
  fs.symlinkSync(path.join(outdir, 'one'), path.join(root, 'docs'));
  expect(() => app({ outdir, reports: path.join(root, 'docs', 'new') })).toThrow(
    'is in the output directory',
  );
});

test('a directory whose name starts as that of the output directory is a place for reports', () => {
  const { outdir } = world();
  expect(() => app({ outdir, reports: `${outdir}-reports` }, MAPS).synth()).not.toThrow();
});

test.each<[string, readonly Report[], string]>([
  ['two reports of one name', [MAPS, MAPS], '[(app)] report is the name of two reports; given: "maps"; fix:'],
  [
    'a name that leads elsewhere',
    [{ ...MAPS, name: '../x' }],
    '[(app)] report is not a valid name; given: "../x"',
  ],
])('refuses %s', (_, reports, message) => {
  const { root, outdir } = world();
  expect(messageOf(() => app({ outdir, reports: path.join(root, 'docs') }, ...reports).synth())).toContain(
    message,
  );
  expect(contentOf(root)).toEqual({});
});
