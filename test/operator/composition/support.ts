import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoCd,
  Cluster,
  type ClusterProps,
  CustomResourceDefinition,
  Kind,
  type Manifest,
  Operator,
  type OperatorProps,
  OperatorScope,
  PlatformApp,
  z,
} from '../../../lib';
import { CLUSTER } from '../../support/world';

/** A kind of a name. */
export function kindNamed(kind: string): Kind {
  return new Kind({
    group: 'example.com',
    kind,
    plural: `${kind.toLowerCase()}s`,
    description: `A ${kind}.`,
    spec: z.strictObject({ size: z.int().describe('Its size.').default(1) }),
  });
}

export const WIDGET = kindNamed('Widget');
export const GADGET = kindNamed('Gadget');

/** An app that Argo CD delivers. */
export function deliveredApp(props: Partial<ClusterProps> = {}): PlatformApp {
  return new PlatformApp({
    cluster: new Cluster({ ...CLUSTER, ...props }),
    delivery: new ArgoCd({ repoUrl: 'https://git.example.com/acme/platform.git' }),
  });
}

/** The definitions of kinds, in a chart of their own. */
export function define(app: Construct, ...kinds: readonly Kind[]): void {
  const chart = new Chart(app, 'kinds');
  for (const kind of kinds)
    new CustomResourceDefinition(chart, kind.resource.kind, { kind, userRoles: false });
}

/** An operator of a kind. */
export function operatorOf(
  scope: Construct,
  id: string,
  kind: Kind,
  props: Partial<OperatorProps> = {},
): Operator {
  return new Operator(scope, id, {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: kind }],
    scope: OperatorScope.cluster(),
    ...props,
  });
}

/** Every manifest of an app. */
export function manifestsOf(app: PlatformApp): readonly Manifest[] {
  return app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

/** The waves of the objects of a kind, by their names. */
export function wavesOf(app: PlatformApp, kind: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    manifestsOf(app)
      .filter((manifest) => manifest.kind === kind)
      .map(({ metadata }) => [
        metadata.name,
        Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0),
      ]),
  );
}
