import * as fs from 'node:fs';
import * as path from 'node:path';

interface File {
  readonly path: string;
}

const { inOrder } = require('./sweeps-first.js') as {
  readonly inOrder: (files: readonly File[]) => readonly File[];
};

const files = fs
  .readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.cluster.ts'))
  .map((file) => ({ path: path.join(__dirname, file) }));
const names = inOrder(files).map((file) => path.relative(__dirname, file.path));

test('every file has its place in the order, once', () => {
  expect([...names].sort()).toEqual(files.map((file) => path.relative(__dirname, file.path)).sort());
});

test('sweeps come first, and beside the first two of them those that wait', () => {
  const [first, second, ...others] = names;
  expect([first, second]).toEqual([
    expect.stringMatching(/^property\b/),
    expect.stringMatching(/^property\b/),
  ]);
  expect(others.slice(0, 2).sort()).toEqual(['bed/lifecycle.cluster.ts', 'judge/drain.cluster.ts']);
  const sweeps = names.filter((name) => name.startsWith('property'));
  expect(names.slice(0, sweeps.length + 2)).toEqual(expect.arrayContaining(sweeps));
});
