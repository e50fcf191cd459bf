import fc from 'fast-check';
import { checkQualifiedName, gitOpsAnnotations, Wave } from '../../lib/core';

const OPTIONS = 'argocd.argoproj.io/sync-options';

describe('the annotations for GitOps', () => {
  it('are none for an object that needs nothing special', () => {
    expect(gitOpsAnnotations({ wave: Wave.OPERATORS })).toEqual({});
  });

  it('tell Argo CD the wave, as text', () => {
    expect(gitOpsAnnotations({ wave: Wave.DEFINITIONS })).toEqual({ 'argocd.argoproj.io/sync-wave': '-30' });
  });

  it('keep data from Argo CD, Flux and Helm alike', () => {
    expect(gitOpsAnnotations({ wave: Wave.OPERATORS, protect: true })).toEqual({
      [OPTIONS]: 'Delete=false,Prune=false',
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'helm.sh/resource-policy': 'keep',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  it('let a custom resource wait for its kind', () => {
    expect(gitOpsAnnotations({ wave: Wave.OPERATORS, custom: true })).toEqual({
      [OPTIONS]: 'SkipDryRunOnMissingResource=true',
    });
  });

  it('list every option of an object in one annotation, since a second would replace the first', () => {
    const traits = { wave: Wave.OPERATORS, protect: true, custom: true, serverSideApply: true };
    expect(gitOpsAnnotations(traits)[OPTIONS]).toBe(
      'Delete=false,Prune=false,ServerSideApply=true,SkipDryRunOnMissingResource=true',
    );
  });

  it('are valid, and each protection stands or falls with the others', () => {
    const traits = fc.record({
      wave: fc.constantFrom(...Object.values(Wave).filter((value) => typeof value === 'number')),
      protect: fc.boolean(),
      custom: fc.boolean(),
      serverSideApply: fc.boolean(),
    });
    fc.assert(
      fc.property(traits, (one) => {
        const annotations = gitOpsAnnotations(one);
        for (const [key, value] of Object.entries(annotations)) {
          checkQualifiedName(key);
          expect(value).not.toBe('');
        }
        expect([
          annotations[OPTIONS]?.includes('Prune=false') ?? false,
          annotations[OPTIONS]?.includes('Delete=false') ?? false,
          'helm.sh/resource-policy' in annotations,
          'kustomize.toolkit.fluxcd.io/prune' in annotations,
        ]).toEqual(Array(4).fill(one.protect));
      }),
    );
  });
});
