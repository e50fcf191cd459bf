import { ArgoCd, type Cluster, PlatformApp } from '../../lib';
import { cluster } from './cluster';
import { addGuardRails } from './guard-rails';
import { addNodeAgents } from './node-agents';
import { addPostgres } from './postgres';
import { addTenantAlpha } from './tenant-alpha';
import { addTenantBeta } from './tenant-beta';

/** The account by which Argo CD applies what the platform declares. */
const ARGO_CD = { namespace: 'argocd', name: 'argocd-application-controller' };

/**
 * Declares the reference platform: an operator and its kinds, two tenants and their workloads, and the guard rails that hold
 * the tenants to their bounds.
 */
export function platform(target: Cluster, outdir?: string, reports?: string): PlatformApp {
  const app = new PlatformApp({
    outdir,
    reports,
    cluster: target,
    delivery: new ArgoCd({
      repoUrl: 'https://git.example.com/acme/platform.git',
      path: 'dist',
      // Tenants deliver by accounts of their own, so Argo CD impersonates; the platform is delivered by its controller's.
      serviceAccount: ARGO_CD,
      lockDefaultProject: true,
    }),
  });
  const operator = addPostgres(app);
  const guardRails = addGuardRails(app, ARGO_CD, operator);
  addTenantAlpha(app, operator, guardRails);
  addTenantBeta(app, operator, guardRails);
  addNodeAgents(app);
  return app;
}

// cdk8s.yaml names the directory of the reports.
if (require.main === module) platform(cluster, undefined, process.argv[2]).synth();
