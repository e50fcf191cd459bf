import { Chart } from 'cdk8s';
import {
  BUILTIN_KINDS,
  CERT_MANAGER,
  CERTIFICATE,
  CustomResource,
  type CustomResourceProps,
  installedIn,
  type PlatformApp,
  type Requirement,
  STRIMZI,
} from '../../../lib';
import { define, deliveredApp, GADGET, operatorOf, WIDGET } from './support';

function requiring(requires: readonly Requirement[], app = deliveredApp()): PlatformApp {
  operatorOf(new Chart(app, 'chart'), 'op', WIDGET, { requires });
  return app;
}

class Gadget extends CustomResource<typeof GADGET.spec> {
  static readonly kind = GADGET;

  constructor(scope: Chart, id: string, props: CustomResourceProps<typeof GADGET.spec>) {
    super(scope, id, GADGET, props);
  }
}

describe('software that an operator requires', () => {
  it('is what the Cluster has, wherever it is installed', () => {
    const app = deliveredApp({ installed: [installedIn('streaming', STRIMZI)] });
    expect(() => requiring([STRIMZI], app).units()).not.toThrow();
  });

  it('is refused at once where the Cluster does not have it, with its declaration', () => {
    const app = deliveredApp({ installed: [CERT_MANAGER] });
    expect(() => requiring([STRIMZI], app)).toThrow(
      '[chart/op] requires needs Strimzi, which the Cluster does not have; given: ["cert-manager"]; allowed: software that the Cluster has installed, or an operator of the app; fix: where the cluster has it, say so: `new Cluster({ installed: [STRIMZI], … })`; where this app installs it, require its Operator; else install it first',
    );
  });
});

describe('a kind that an operator requires', () => {
  it.each<[string, Requirement]>([
    ['a kind', GADGET],
    ['the class of its objects', Gadget],
    ['its traits', GADGET.resource],
  ])('is told by %s', (_, requirement) => {
    expect(() => requiring([requirement]).units()).toThrow(
      '[chart/op] needs the kind Gadget of example.com for its `requires`, which nothing in the app defines',
    );
    const app = deliveredApp();
    define(app, GADGET);
    expect(() => requiring([requirement], app).units()).not.toThrow();
  });

  it('needs no mention when a controller owns, creates or watches it', () => {
    for (const use of ['owns', 'creates', 'watches'] as const) {
      const app = deliveredApp();
      operatorOf(new Chart(app, 'chart'), 'op', WIDGET, {
        controllers: [{ for: WIDGET, [use]: [CERTIFICATE] }],
      });
      expect(() => app.units()).toThrow(
        `[chart/op] needs the kind Certificate of cert-manager.io for what its controller of Widget ${use}, which nothing in the app defines`,
      );
    }
  });

  it("is nobody's when it is built in, however it is given", () => {
    const app = deliveredApp();
    const node = BUILTIN_KINDS.find(({ kind }) => kind === 'Node') ?? CERTIFICATE;
    operatorOf(new Chart(app, 'chart'), 'op', WIDGET, { controllers: [{ for: WIDGET, watches: [node] }] });
    expect(() => app.units()).not.toThrow();
  });

  it('is there where the cluster has it', () => {
    const app = deliveredApp({ installed: [CERT_MANAGER] });
    operatorOf(new Chart(app, 'chart'), 'op', WIDGET, {
      controllers: [{ for: WIDGET, owns: [CERTIFICATE] }],
    });
    expect(() => app.units()).not.toThrow();
  });
});

test('an operator of another app is refused, and what it installs may be required of the Cluster', () => {
  const other = deliveredApp();
  const base = operatorOf(new Chart(other, 'base'), 'base', GADGET);
  expect(() => requiring([base])).toThrow(
    '[chart/op] requires names an operator of another app, which is no part of what is delivered here; given: "base/base"',
  );
  const { software } = base;
  const app = deliveredApp({ installed: [software] });
  operatorOf(new Chart(app, 'chart'), 'op', WIDGET, {
    requires: [software],
    controllers: [{ for: WIDGET, watches: [GADGET] }],
  });
  expect(() => app.units()).not.toThrow();
});

test('what an operator installs is its kinds, and ready when they are established and its pods answer', () => {
  const base = operatorOf(new Chart(deliveredApp(), 'base'), 'gadgets', GADGET);
  expect(base.software).toEqual({
    name: 'gadgets',
    namespaces: ['gadgets'],
    kinds: [GADGET.resource],
    ready: [
      {
        kind: 'apiextensions.k8s.io/CustomResourceDefinition',
        name: 'gadgets.example.com',
        condition: 'Established',
      },
      { kind: 'apps/Deployment', namespace: 'gadgets', name: 'gadgets', condition: 'Available' },
    ],
  });
});

test('what is no requirement is refused', () => {
  expect(() => requiring(['cert-manager' as never])).toThrow(
    '[chart/op] requires has what no operator can require; given: "cert-manager"; allowed: an Operator',
  );
});
