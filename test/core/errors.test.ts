import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { at, fail, inProp, PlatformError, type Problem, pathOf } from '../../lib/core';
import { messageOf, thrown } from './support';

const app = new App();
const scope = new Construct(new Chart(app, 'chart'), 'db');
const refuse = (problem: Problem, prop?: string): never => {
  throw new PlatformError(problem, { prop });
};

describe('the message of an error', () => {
  it('is where it is, what is wrong, what was given, what is allowed and how to fix it', () => {
    const problem = { problem: 'is not a quantity', given: '10Gb', allowed: 'a number', fix: 'write "10Gi"' };
    expect(new PlatformError(problem, { path: 'chart/db', prop: 'storage' }).message).toBe(
      '[chart/db] storage is not a quantity; given: "10Gb"; allowed: a number; fix: write "10Gi"',
    );
  });

  it('leaves out what is not known', () => {
    expect(new PlatformError({ problem: 'is wrong' }).message).toBe('is wrong');
    expect(new PlatformError({ problem: 'is wrong', fix: 'do better' }).message).toBe(
      'is wrong; fix: do better',
    );
  });

  it('tells a value that is missing from one that is not spoken of', () => {
    expect(new PlatformError({ problem: 'is missing', given: undefined }).message).toBe(
      'is missing; given: nothing',
    );
  });

  it.each([
    ['', '""'],
    [0, '0'],
    [null, 'null'],
    [[], '[]'],
    [{ a: ['b'] }, '{"a":["b"]}'],
  ])('shows a value as JSON: %j', (given, shown) => {
    expect(new PlatformError({ problem: 'is wrong', given }).message).toBe(`is wrong; given: ${shown}`);
  });

  it('cuts off a value that is too long to read', () => {
    const { message } = new PlatformError({ problem: 'is wrong', given: 'a'.repeat(1000) });
    expect(message).toHaveLength('is wrong; given: '.length + 201);
    expect(message.endsWith('aaa…')).toBe(true);
  });

  it.each([
    ['a construct', scope],
    ['a bigint', 10n],
  ])('has a form for what JSON has none for: %s', (_, given) => {
    expect(new PlatformError({ problem: 'is wrong', given }).message).toContain('is wrong; given: ');
  });

  it('tells a number that is none from null', () => {
    expect(new PlatformError({ problem: 'is wrong', given: Number.NaN }).message).toBe(
      'is wrong; given: NaN',
    );
  });
});

describe('an error in a prop', () => {
  it('is told the prop, inside the props around it', () => {
    expect(
      messageOf(() => inProp('budget', () => inProp('cpu', () => refuse({ problem: 'is negative' })))),
    ).toBe('budget.cpu is negative');
  });

  it('is told by its place in a list', () => {
    const refused = (): never => inProp('[1]', () => refuse({ problem: 'is bad' }, 'name'));
    expect(messageOf(() => inProp('ports', refused))).toBe('ports[1].name is bad');
  });

  it('is told the construct as well, once', () => {
    const nested = (): never =>
      at(scope, 'ports', () => at(app, 'other', () => refuse({ problem: 'is bad' }, 'http')));
    expect(messageOf(nested)).toBe('[(app)] other.http is bad');
    expect(messageOf(() => at(scope, 'ports', () => refuse({ problem: 'is bad' }, 'http')))).toBe(
      '[chart/db] ports.http is bad',
    );
    expect(messageOf(() => at(scope, undefined, () => refuse({ problem: 'is bad' })))).toBe(
      '[chart/db] is bad',
    );
  });

  it('keeps its parts for those who show them otherwise', () => {
    const problem = { problem: 'is bad', given: 1 };
    expect(thrown(() => at(scope, 'port', () => refuse(problem)))).toMatchObject({
      name: 'PlatformError',
      problem,
      where: { path: 'chart/db', prop: 'port' },
    });
  });

  it('is none of ours when it is another error', () => {
    const error = new TypeError('other');
    const run = (): never => {
      throw error;
    };
    expect(thrown(() => at(scope, 'port', () => inProp('number', run)))).toBe(error);
  });

  it('is nothing where nothing is wrong', () => {
    expect(at(scope, 'port', () => inProp('number', () => 80))).toBe(80);
  });
});

describe('the path of a construct', () => {
  it('is its path in the tree, and a word for the root, whose path is empty', () => {
    expect(pathOf(scope)).toBe('chart/db');
    expect(pathOf(app)).toBe('(app)');
    expect(messageOf(() => fail(app, 'outdir', { problem: 'is bad' }))).toBe('[(app)] outdir is bad');
  });
});
