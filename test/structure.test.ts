import * as fs from 'node:fs';
import * as path from 'node:path';

/** Rooms from the ground up: each may import from those before it. */
const ROOMS = [
  'core',
  'installed',
  'rbac',
  'network',
  'workload',
  'kind',
  'policy',
  'observability',
  'tenancy',
  'operator',
  'postgres',
  'delivery',
];
/** Rooms that stand side by side, so that neither grows into the other. */
const STRANGERS: readonly (readonly [string, string])[] = [
  ['kind', 'network'],
  ['kind', 'workload'],
  ['network', 'rbac'],
  ['operator', 'tenancy'],
  ['delivery', 'postgres'],
  ['delivery', 'operator'],
];
const LIB = path.join(__dirname, '..', 'lib');

const imports = fs
  .readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file.includes(path.sep))
  .flatMap((file) =>
    [...fs.readFileSync(path.join(LIB, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, target]) => ({
      file,
      from: file.split(path.sep)[0] as string,
      to: path.join(path.dirname(file), target as string).split(path.sep)[0] as string,
      target: path
        .join(path.dirname(file), target as string)
        .split(path.sep)
        .join('/'),
    })),
  );

test('every folder of lib is a room with a place in the order', () => {
  const folders = fs.readdirSync(LIB, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...ROOMS].sort());
});

test('rooms import downwards only', () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(({ from, to }) => ROOMS.indexOf(to) > ROOMS.indexOf(from))).toEqual([]);
});

test('rooms that stand side by side do not know each other', () => {
  const pairs = STRANGERS.map(([from, to]) => `${from} -> ${to}`);
  expect(imports.filter(({ from, to }) => pairs.includes(`${from} -> ${to}`))).toEqual([]);
});

test('within core, values know errors and marks alone, and objects do not know how they are synthesized', () => {
  const within = imports.filter(({ from, to }) => from === 'core' && to === 'core');
  const folder = (file: string): string =>
    file.split('/').length > 2 ? (file.split('/')[1] as string) : 'objects';
  const wrong = within
    .map(({ file, target }) => ({ file, target, from: folder(file), to: folder(`${target}.ts`) }))
    .filter(({ file, from, to, target }) =>
      from === 'values'
        ? to !== 'values' && !['core/errors', 'core/mark'].includes(target)
        : from === 'objects' && to === 'synth' && file !== 'core/index.ts',
    );
  expect(within.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test('within kind, each folder knows those before it alone: schemas, CEL, validation, evolution, reference', () => {
  const FOLDERS = ['schema', 'cel', 'validation', 'evolution', 'reference'];
  const folder = (file: string): string => file.split(/[\\/]/)[1] as string;
  const within = imports
    .filter(({ from, to }) => from === 'kind' && to === 'kind')
    .map(({ file, target }) => ({ file, target, from: folder(file), to: folder(target) }))
    .filter(({ from, to }) => FOLDERS.includes(from) && FOLDERS.includes(to));
  expect(within.length).toBeGreaterThan(100);
  expect(within.filter(({ from, to }) => FOLDERS.indexOf(to) > FOLDERS.indexOf(from))).toEqual([]);
});

test('the library touches files by its reader and its writer alone, and never reads the clock or chance', () => {
  const doors = ['core/input.ts', 'core/synth/output.ts'].map((file) => path.join(...file.split('/')));
  const offenders = fs
    .readdirSync(LIB, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !doors.includes(file))
    .filter((file) =>
      /node:fs|child_process|Date\.now|new Date\(\)|Math\.random|randomUUID/.test(
        fs.readFileSync(path.join(LIB, file), 'utf8'),
      ),
    );
  expect(offenders).toEqual([]);
});
