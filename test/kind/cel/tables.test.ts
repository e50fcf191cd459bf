import { rowsOf, tables, testTable } from './support';

testTable('schemas');
testTable('macros');

test('the tables have hundreds of rules of every verdict, none of them twice', () => {
  const rows = tables.flatMap(rowsOf);
  expect(new Set(rows.map(({ rule }) => rule)).size).toBe(rows.length);
  for (const verdict of ['error', 'false', 'refused', 'true'] as const) {
    expect(rows.filter((row) => row.verdict === verdict).length).toBeGreaterThan(20);
  }
});
