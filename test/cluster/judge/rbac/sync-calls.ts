import type { Call } from './call';
import { patch, post } from './requests';

/** What no repository of a tenant may do: write what is of the cluster, or tell GitOps what else to deliver. */
export function beyond(): readonly Call[] {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const argo = '/apis/argoproj.io/v1alpha1/namespaces/argocd';
  const flux = '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/alpha';
  return [
    post('/api/v1/namespaces'),
    patch('/api/v1/namespaces/alpha'),
    post(`${rbac}/clusterroles`),
    post(`${rbac}/clusterrolebindings`),
    patch(`${rbac}/clusterroles/cluster-admin`),
    post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions'),
    post('/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'),
    post(`${argo}/applications`),
    post(`${argo}/appprojects`),
    patch(`${argo}/appprojects/alpha`),
    post(`${flux}/kustomizations`),
    post('/api/v1/namespaces/alpha/serviceaccounts/tenant-sync/token'),
  ];
}
