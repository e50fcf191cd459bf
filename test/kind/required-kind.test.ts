import * as path from 'node:path';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import {
  CERT_MANAGER,
  CERTIFICATE,
  Cluster,
  CustomResourceDefinition,
  CustomResourceDefinitionFile,
  customKind,
  type InstalledSoftware,
  Kind,
  PlatformApp,
  requireKind,
} from '../../lib';

const DEFINITIONS = path.join(__dirname, '..', '..', 'docs', 'definitions', 'cert-manager.yaml');

function needing(installed: readonly InstalledSoftware[], define?: (chart: Construct) => void): () => void {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36', installed }) });
  const chart = new Chart(app, 'chart');
  requireKind(chart, CERTIFICATE, 'the certificates of its webhooks');
  define?.(chart);
  return () => app.units();
}

function define(chart: Construct, group: string): void {
  const spec = z.strictObject({ secretName: z.string().describe('Where it is kept.') }).describe('A wish.');
  const kind = new Kind({
    group,
    version: 'v1',
    kind: 'Certificate',
    plural: 'certificates',
    description: 'A certificate.',
    spec,
  });
  new CustomResourceDefinition(chart, 'Certificate', { kind });
}

describe('a kind that a construct needs', () => {
  it('may be one of software that the cluster has', () => {
    expect(needing([CERT_MANAGER])).not.toThrow();
  });

  it('may be defined in the app', () => {
    expect(needing([], (chart) => define(chart, 'cert-manager.io'))).not.toThrow();
  });

  it('may be defined in a file that the app reads', () => {
    expect(
      needing([], (chart) => new CustomResourceDefinitionFile(chart, 'File', { file: DEFINITIONS })),
    ).not.toThrow();
  });

  it('is missing where nothing defines it', () => {
    expect(needing([], (chart) => define(chart, 'example.com'))).toThrow(
      '[chart] needs the kind Certificate of cert-manager.io for the certificates of its webhooks, which nothing in the app defines; allowed: a CustomResourceDefinition',
    );
    expect(needing([])).toThrow('`kubectl get crd certificates.cert-manager.io`');
  });

  it('is told by the name of the declaration that has it, where there is one', () => {
    expect(needing([])).toThrow(
      'it is one of cert-manager: where `kubectl get crd certificates.cert-manager.io` finds it, tell the Cluster what it has, `installed: [CERT_MANAGER]`; where it does not, install cert-manager first',
    );
    const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
    requireKind(new Chart(app, 'chart'), customKind('example.com/v1', 'Widget', 'widgets'), 'its widgets');
    expect(() => app.units()).toThrow(
      "where `kubectl get crd widgets.example.com` finds it, tell the Cluster what it has: `installed: [{ name: '…', kinds: [customKind('example.com/v1', 'Widget', 'widgets')] }]`",
    );
  });
});
