import { Chart } from 'cdk8s';
import {
  CompositeOperator,
  CustomResourceDefinition,
  kubectlWait,
  Namespace,
  type PlatformApp,
} from '../../../lib';
import { define, deliveredApp, GADGET, manifestsOf, operatorOf, WIDGET, wavesOf } from './support';

/** Two operators as one, with the definitions of their kinds. */
function composite(app: PlatformApp): CompositeOperator {
  const machines = new CompositeOperator(app, 'machines', { labels: { team: 'platform' } });
  for (const kind of [WIDGET, GADGET])
    new CustomResourceDefinition(machines, kind.resource.kind, { kind, userRoles: false });
  operatorOf(machines, 'gadgets', GADGET, { controllers: [{ for: GADGET, watches: [WIDGET] }] });
  operatorOf(machines, 'widgets', WIDGET);
  return machines;
}

const objectsOf = (app: PlatformApp) => app.units().find(({ path }) => path === 'machines')?.objects ?? [];

test('golden install of two operators as one', () => {
  const app = deliveredApp();
  composite(app);
  const outline = objectsOf(app).map(
    ({ kind, name, manifest }) =>
      `${manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0} ${kind} ${name}`,
  );
  expect(outline).toMatchSnapshot();
});

test('is one namespace, one folder and one Application, in which every object says what it is part of', () => {
  const app = deliveredApp();
  composite(app);
  expect(wavesOf(app, 'Application')).toEqual({ machines: -30, platform: 31 });
  const objects = objectsOf(app);
  expect(objects.length).toBeGreaterThan(15);
  for (const { manifest, namespace } of objects) {
    expect(manifest.metadata.labels).toMatchObject({
      'app.kubernetes.io/part-of': 'machines',
      team: 'platform',
    });
    if (namespace !== undefined) expect(namespace).toBe('machines');
  }
  expect(objects.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name)).toEqual(['machines']);
});

test('selectors of pods do not say what they are part of, which may change', () => {
  const app = deliveredApp();
  composite(app);
  for (const { manifest } of objectsOf(app).filter(({ kind }) => kind === 'Deployment'))
    expect(JSON.stringify(manifest.spec)).not.toContain('part-of');
});

test('its operators start in the order of what they require of each other', () => {
  const app = deliveredApp();
  composite(app);
  expect(wavesOf(app, 'Deployment')).toEqual({ widgets: 0, gadgets: 1 });
});

test('others require it as one thing, and come after all of it', () => {
  const app = deliveredApp();
  const machines = composite(app);
  const chart = new Chart(app, 'others');
  operatorOf(chart, 'other', WIDGET, { controllers: [{ for: 'v1/Node' }], requires: [machines] });
  const waves = wavesOf(app, 'Application');
  expect(waves.others).toBeGreaterThan(waves.machines ?? 0);
  expect(app.warnings).toEqual([]);
  expect(wavesOf(app, 'Deployment')).toMatchObject({ widgets: 0, gadgets: 1, other: 2 });
});

test('is delivered ahead of the namespaces of those that wait for it, with definitions elsewhere', () => {
  const app = deliveredApp();
  define(app, WIDGET);
  const machines = new CompositeOperator(app, 'machines');
  operatorOf(machines, 'widgets', WIDGET);
  operatorOf(new Chart(app, 'others'), 'other', WIDGET, {
    controllers: [{ for: 'v1/Node' }],
    requires: [machines],
  });
  expect(wavesOf(app, 'Application')).toMatchObject({ kinds: -30, machines: -21, others: -20 });
});

test('is software to other apps: ready when every definition is established and every operator available', () => {
  const { software } = composite(deliveredApp());
  expect(kubectlWait(software)).toEqual([
    'kubectl wait --for=condition=Established --timeout=5m customresourcedefinition.apiextensions.k8s.io/gadgets.example.com customresourcedefinition.apiextensions.k8s.io/widgets.example.com',
    'kubectl wait --for=condition=Available --timeout=5m --namespace=machines deployment.apps/gadgets deployment.apps/widgets',
  ]);
  const app = deliveredApp({ installed: [software] });
  operatorOf(new Chart(app, 'others'), 'other', WIDGET, {
    controllers: [{ for: 'v1/Node', watches: [WIDGET] }],
    requires: [software],
  });
  expect(() => app.units()).not.toThrow();
});

test('needs the definitions of all its kinds, without which it is never ready', () => {
  const app = deliveredApp();
  operatorOf(new CompositeOperator(app, 'machines'), 'widgets', WIDGET);
  expect(() => app.units()).toThrow(
    '[machines/widgets] needs the kind Widget of example.com for its controller in machines, which nothing in the app defines',
  );
});

test('an operator that would land outside of its namespace is refused', () => {
  const app = deliveredApp();
  define(app, WIDGET);
  const machines = new CompositeOperator(app, 'machines');
  operatorOf(new Namespace(machines, 'elsewhere'), 'widgets', WIDGET);
  expect(() => app.units()).toThrow(
    '[machines/elsewhere/widgets] is part of a CompositeOperator, but lands in another namespace; given: "elsewhere"; allowed: machines',
  );
});

test('without an operator it is nothing', () => {
  const app = deliveredApp();
  new CompositeOperator(app, 'machines');
  expect(() => app.units()).toThrow('[machines] has no operator; fix: create them in it');
});

test('no other chart is taken for one', () => {
  const app = deliveredApp();
  expect(new Chart(app, 'chart') instanceof CompositeOperator).toBe(false);
  expect(composite(app) instanceof CompositeOperator).toBe(true);
  expect(manifestsOf(app).length).toBeGreaterThan(0);
});
