import { Chart } from 'cdk8s';
import {
  CustomResource,
  CustomResourceDefinition,
  Namespace,
  type Operator,
  type OperatorProps,
  OperatorScope,
  PlatformApp,
} from '../../../lib';
import { define, deliveredApp, GADGET, kindNamed, operatorOf, WIDGET, wavesOf } from './support';

const ofWidgets: Partial<OperatorProps> = { controllers: [{ for: GADGET, watches: [WIDGET] }] };

test('operators that require nothing have the waves of their kinds', () => {
  const app = deliveredApp();
  operatorOf(new Chart(app, 'chart'), 'widgets', WIDGET);
  expect(wavesOf(app, 'Deployment')).toEqual({ widgets: 0 });
  expect(wavesOf(app, 'Namespace')).toEqual({ widgets: -20 });
});

describe('in one chart', () => {
  const three = kindNamed('Three');
  const app = deliveredApp();
  define(app, WIDGET, GADGET, three);
  const chart = new Chart(app, 'operators');
  // Declared in the wrong order: what they require says the right one.
  operatorOf(chart, 'three', three, { controllers: [{ for: three, owns: [GADGET], creates: [WIDGET] }] });
  operatorOf(chart, 'gadgets', GADGET, ofWidgets);
  operatorOf(chart, 'widgets', WIDGET);
  const home = new Namespace(new Chart(app, 'home'), 'home');
  new CustomResource(home, 'one', WIDGET, {});

  test('an operator starts after those whose kinds it needs, by the longest chain', () => {
    expect(wavesOf(app, 'Deployment')).toEqual({ widgets: 0, gadgets: 1, three: 2 });
  });

  test('custom resources come after all of them', () => {
    expect(wavesOf(app, 'Widget')).toEqual({ one: 20 });
  });

  test('what comes before the operators stays where it is', () => {
    expect(wavesOf(app, 'Namespace')).toEqual({ widgets: -20, gadgets: -20, three: -20, home: -20 });
    expect(wavesOf(app, 'Application')).toMatchObject({ operators: -20 });
  });

  test('a file has the objects in this order', () => {
    const unit = app.units().find(({ path }) => path === 'operators');
    const deployments = unit?.objects.filter(({ kind }) => kind === 'Deployment').map(({ name }) => name);
    expect(deployments).toEqual(['widgets', 'gadgets', 'three']);
  });
});

test('an operator that is named as a requirement starts first', () => {
  const app = deliveredApp();
  const chart = new Chart(app, 'operators');
  const base = operatorOf(chart, 'zeta', WIDGET);
  operatorOf(chart, 'alpha', GADGET, { requires: [base] });
  expect(wavesOf(app, 'Deployment')).toEqual({ zeta: 0, alpha: 1 });
});

test('an operator of its own kinds alone requires nobody', () => {
  const app = deliveredApp();
  operatorOf(new Chart(app, 'operators'), 'both', WIDGET, {
    controllers: [{ for: WIDGET, owns: [GADGET] }, { for: GADGET }],
  });
  expect(wavesOf(app, 'Deployment')).toEqual({ both: 0 });
});

describe('in several charts', () => {
  /** Operators of widgets, of gadgets, which need widgets, and of another kind, which needs gadgets. */
  function apart(scope: OperatorScope = OperatorScope.cluster()): PlatformApp {
    const three = kindNamed('Three');
    const app = deliveredApp();
    define(app, WIDGET, GADGET, three);
    operatorOf(new Chart(app, 'a'), 'three', three, { controllers: [{ for: three, watches: [GADGET] }] });
    operatorOf(new Chart(app, 'b'), 'gadgets', GADGET, ofWidgets);
    operatorOf(new Chart(app, 'c'), 'widgets', WIDGET, { scope });
    new CustomResource(new Namespace(new Chart(app, 'home'), 'home'), 'one', WIDGET, {});
    return app;
  }

  test('the Application of an operator comes before those of the ones that require it, and after definitions', () => {
    const app = apart();
    expect(wavesOf(app, 'Application')).toMatchObject({ kinds: -30, c: -22, b: -21, a: -20, home: -20 });
    expect(app.warnings).toEqual([]);
  });

  test('the chart of those that use them waits for none of them', () => {
    // It has their custom resources: they would wait for each other.
    const { home = 0, a = 0 } = wavesOf(apart(), 'Application');
    expect(home).toBe(a);
  });

  test('one that works in namespaces of others is not delivered before these, nor is what waits for it', () => {
    const app = apart(OperatorScope.namespaces('home'));
    expect(wavesOf(app, 'Application')).toMatchObject({ c: -20, b: -20, a: -20, home: -20 });
    expect(app.warnings).toHaveLength(2);
  });
});

describe('where charts have no order', () => {
  function together(app: PlatformApp, scope = OperatorScope.cluster()): Operator {
    define(app, WIDGET, GADGET);
    operatorOf(new Chart(app, 'required'), 'widgets', WIDGET, { scope });
    return operatorOf(new Chart(app, 'requiring'), 'gadgets', GADGET, ofWidgets);
  }

  test('operators that start together are warned of', () => {
    const app = deliveredApp();
    together(app, OperatorScope.namespaces('home'));
    app.units();
    expect(app.warnings).toEqual([
      expect.stringMatching(
        /^\[requiring\/gadgets\] requires has widgets, needed for what its controller of Gadget watches, in the chart \[required\], which is delivered together with its own; given: "wave -20 of its own Application, wave -20 of the other"; fix: create both in one CompositeOperator/,
      ),
    ]);
  });

  test('an operator that would wait for one after it is refused', () => {
    const app = deliveredApp();
    const { node } = together(app);
    new CustomResourceDefinition(node.scope as Chart, 'Another', { kind: kindNamed('Another') });
    expect(() => app.units()).toThrow(
      '[requiring/gadgets] requires has widgets, needed for what its controller of Gadget watches, in the chart [required], which is delivered after its own; given: "wave -30 of its own Application, wave -21 of the other"',
    );
  });

  test('nothing is said where Argo CD delivers nothing', () => {
    const { cluster } = { cluster: deliveredApp() };
    const app = new PlatformApp();
    app.node.setContext('cdk8s-platform/cluster', cluster.node.getContext('cdk8s-platform/cluster'));
    together(app, OperatorScope.namespaces('home'));
    app.units();
    expect(app.warnings).toEqual([]);
  });
});

describe('a chain of requirements', () => {
  function chain(length: number): PlatformApp {
    const app = deliveredApp();
    const chart = new Chart(app, 'operators');
    let last: Operator | undefined;
    for (let index = 1; index <= length; index++)
      last = operatorOf(chart, `op-${index}`, kindNamed(`Kind${index}`), { requires: last ? [last] : [] });
    return app;
  }

  test('may be as long as there is room between waves', () => {
    expect(Math.max(...Object.values(wavesOf(chain(10), 'Deployment')))).toBe(9);
  });

  test('is refused where it is longer', () => {
    expect(() => chain(12).units()).toThrow(
      /1 problem\(s\)\n.*\[operators\/op-11\] requires makes a chain of 11 operators, each of which waits for the next; given: "op-11 → op-10 → .* → op-1"; allowed: at most 10/,
    );
  });
});

test('operators that require each other are told as a ring, each with its reason, once', () => {
  const app = deliveredApp();
  define(app, WIDGET, GADGET);
  const chart = new Chart(app, 'operators');
  const alpha = operatorOf(chart, 'alpha', WIDGET, { controllers: [{ for: WIDGET, watches: [GADGET] }] });
  operatorOf(chart, 'beta', GADGET, { requires: [alpha] });
  expect(() => app.units()).toThrow(
    '1 problem(s)\n  - [operators/alpha] requires leads back to the operator itself: alpha → beta → alpha; given: "alpha requires beta for what its controller of Widget watches; beta requires alpha by `requires`"',
  );
});
