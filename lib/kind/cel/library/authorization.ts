import { methods, type Overload } from './overload';
import { Versions } from './versions';

/**
 * What may be asked of `authorizer`, which the match conditions of webhooks have, and rules of schemas do not. Only an
 * API server has the answers, so these are checked and never run.
 * Source: authzLibraryDecls in k8s.io/apiserver, pkg/cel/library/authz.go.
 */
export const AUTHORIZATION: readonly Overload[] = [
  ...methods(Versions.ALL, 'authorizer', {
    'path(string): pathCheck': 'lazy',
    'group(string): groupCheck': 'lazy',
    'serviceAccount(string, string): authorizer': 'lazy',
  }),
  ...methods(Versions.ALL, 'groupCheck', { 'resource(string): resourceCheck': 'lazy' }),
  ...methods(Versions.ALL, 'resourceCheck', {
    'subresource(string): resourceCheck': 'lazy',
    'namespace(string): resourceCheck': 'lazy',
    'name(string): resourceCheck': 'lazy',
    'check(string): decision': 'lazy',
  }),
  ...methods(Versions.SELECTORS, 'resourceCheck', {
    'fieldSelector(string): resourceCheck': 'lazy',
    'labelSelector(string): resourceCheck': 'lazy',
  }),
  ...methods(Versions.ALL, 'pathCheck', { 'check(string): decision': 'lazy' }),
  ...methods(Versions.ALL, 'decision', {
    'errored(): bool': 'lazy',
    'error(): string': 'lazy',
    'allowed(): bool': 'lazy',
    'reason(): string': 'lazy',
  }),
];
