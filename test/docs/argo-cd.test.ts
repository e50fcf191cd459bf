import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { kindOf, POSTGRES_KINDS } from '../../lib';
import { ROOT } from '../support/files';
import { parseGuide } from '../support/guide';
import { SchemaValidator } from '../support/schema-validator';

interface Settings {
  readonly kind: string;
  readonly data: Readonly<Record<string, string>>;
}

const guide = fs.readFileSync(path.join(ROOT, 'docs', 'argo-cd.md'), 'utf8');
const settings = parseGuide('docs/argo-cd.md', guide)
  .filter(({ language }) => language === 'yaml')
  .map(({ code }) => parse(code) as Settings)
  .filter(({ kind }) => kind === 'ConfigMap');

test('the settings for Argo CD are ConfigMaps', () => {
  const validator = new SchemaValidator('1.36');
  expect(settings.map((configMap) => validator.errors(configMap))).toEqual([[], []]);
});

test('the health check of custom resources covers every kind of the library', () => {
  const [checks] = settings.flatMap(({ data }) => data['resource.customizations'] ?? []);
  const groups = POSTGRES_KINDS.map((kind) => `${kindOf(kind).resource.group}/*`);
  expect(Object.keys(parse(checks ?? ''))).toEqual([...new Set(groups)]);
});
