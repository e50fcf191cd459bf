import * as fs from 'node:fs';
import * as path from 'node:path';
import { OPERATOR_ALERTS, type OperatorAlertName } from '../../lib/operator/monitoring/alerts';
import { ROOT } from '../support/files';
import { parseGuide } from '../support/guide';
import { promqlErrors } from '../support/promql';

const FOLDER = path.join(ROOT, 'docs', 'runbooks');
const pages = fs.readdirSync(FOLDER).filter((file) => file !== 'README.md');
const names = Object.keys(OPERATOR_ALERTS) as OperatorAlertName[];

function textOf(name: string): string {
  return fs.readFileSync(path.join(FOLDER, `${name}.md`), 'utf8');
}

/** The line below the title: how bad, after how long, from which threshold on. */
function factsOf(name: OperatorAlertName): string {
  const { severity, for: duration, threshold } = OPERATOR_ALERTS[name];
  return [severity, duration ? `after ${duration}` : 'at once', threshold && `threshold ${threshold}`]
    .filter(Boolean)
    .join(', ');
}

test('every alert has its page, and every page its alert', () => {
  expect(pages.sort()).toEqual(names.map((name) => `${name}.md`).sort());
});

test.each(names)('%s says what it means, what suffers, how to look and how to mend', (name) => {
  const [title, , facts] = textOf(name).split('\n');
  expect(title).toBe(`# ${name}`);
  expect(facts).toBe(factsOf(name));
  const sections = textOf(name).split(/^## /m).slice(1);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(['Meaning', 'Impact', 'Look', 'Mend']);
  for (const section of sections) expect(section.trim().split('\n').length).toBeGreaterThan(2);
});

test('the list of pages says the same as the pages', () => {
  for (const name of names)
    expect(textOf('README')).toContain(`| [${name}](${name}.md) | ${factsOf(name)} |`);
});

test('queries in the pages are PromQL', () => {
  const queries = names.flatMap((name) =>
    parseGuide(name, textOf(name)).filter(({ language }) => language === 'promql'),
  );
  expect(queries.length).toBeGreaterThan(12);
  expect(
    queries.flatMap(({ place, code }) => promqlErrors(code).map((error) => `${place}: ${error}`)),
  ).toEqual([]);
});
