import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../support/files';

const guide = fs.readFileSync(path.join(ROOT, 'docs', 'tenancy', 'pitfalls.md'), 'utf8');
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (---|pitfall )/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, pitfall = '', , shown = '']) => ({ pitfall, shown: /^"(.+)"$/.exec(shown)?.[1] }));

const tests = fs
  .readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|cluster)\.ts$/.test(file) && !file.endsWith('pitfalls.test.ts'))
  .map((file) => fs.readFileSync(path.join(ROOT, 'test', file), 'utf8'))
  .join('\n');

test('the guide of pitfalls has rows', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ shown }) => shown === undefined).length).toBeLessThan(4);
});

test.each(rows.filter(({ shown }) => shown !== undefined))(
  'a test shows what answers: $pitfall',
  ({ shown }) => {
    expect(tests).toContain(`'${shown}'`);
  },
);
