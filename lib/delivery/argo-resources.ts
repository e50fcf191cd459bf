import type { ApiResource } from '../core/api-resources';

/** Kind of the objects that say what Argo CD delivers, and where to. */
export const APPLICATION: ApiResource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  kind: 'Application',
  plural: 'applications',
  namespaced: true,
  names: 'dns-subdomain',
};

/** Kind of the objects that limit what the Applications of a project may deliver. */
export const APP_PROJECT: ApiResource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  kind: 'AppProject',
  plural: 'appprojects',
  namespaced: true,
  names: 'dns-subdomain',
};

/** Namespace that Argo CD is installed in, unless somebody chose another. */
export const ARGO_CD_NAMESPACE = 'argocd';
