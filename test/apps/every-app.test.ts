import * as fs from 'node:fs';
import { APPS, programOf, written, writtenForEach } from '../support/apps';
import { schemaErrors } from '../support/schema-errors';

test('there are apps, the quickstart among them', () => {
  expect(APPS).toEqual(expect.arrayContaining(['platform', 'quickstart']));
});

const VERSIONS = ['1.28', '1.30', '1.32', '1.34', '1.37'];

describe.each(APPS)('the app %s', (app) => {
  let all: ReturnType<typeof writtenForEach>;
  beforeAll(() => {
    all = writtenForEach(app, VERSIONS);
  });

  test.each(VERSIONS)(
    'writes objects that are valid for Kubernetes %s, custom resources by their definitions',
    (kubernetes) => {
      const objects = all.get(kubernetes) ?? [];
      expect(objects.length).toBeGreaterThan(0);
      expect(schemaErrors(kubernetes, objects)).toEqual([]);
    },
  );

  test('is for the version of Kubernetes that KUBERNETES_VERSION names', () => {
    expect(() => written(app, '1.0')).toThrow(/kubernetes.*; given: "1\.0"/);
  });
});

test('the quickstart is at most 30 lines of code and has what a team needs first', () => {
  const code = fs
    .readFileSync(programOf('quickstart'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('//'));
  expect(code.length).toBeLessThanOrEqual(30);
  expect(written('quickstart').map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['Namespace', 'ResourceQuota', 'NetworkPolicy', 'Deployment', 'Ingress']),
  );
});
