import { celTexts } from '../../policy/literal';
import type { PolicyVariable, Validation } from '../../policy/policy-body';
import { Bound } from './bounds-annotations';
import { bound, fieldOr } from './guard-rail';

/** Annotations that whoever applies an object writes on it. */
const APPLIERS = [
  'argocd.argoproj.io/',
  'helm.sh/',
  'helm.toolkit.fluxcd.io/',
  'kubectl.kubernetes.io/last-applied-configuration',
  'kustomize.toolkit.fluxcd.io/',
  'meta.helm.sh/',
];

/** Variables that the annotations of an object are judged by. They take `bounds` before them. */
export const ANNOTATIONS: readonly PolicyVariable[] = [
  { name: 'annotations', expression: fieldOr('object.metadata', 'annotations', '{}') },
  { name: 'allowedAnnotations', expression: `${bound(Bound.ANNOTATIONS)} + ${celTexts(APPLIERS)}` },
  {
    name: 'annotationsBefore',
    expression: `oldObject == null ? {} : ${fieldOr('oldObject.metadata', 'annotations', '{}')}`,
  },
  {
    name: 'strangeAnnotations',
    expression:
      '"*" in variables.allowedAnnotations ? [] : variables.annotations.filter(a, !variables.allowedAnnotations.exists(p, a == p || (p.endsWith("/") && a.startsWith(p))) && !(a in variables.annotationsBefore && variables.annotationsBefore[a] == variables.annotations[a]))',
  },
];

/** That annotations are those of the tenant, or as they were: controllers write some as well. It takes {@link ANNOTATIONS}. */
export const ARE_ALLOWED: Validation = {
  expression: 'size(variables.strangeAnnotations) == 0',
  message: 'an annotation is none that the tenant may use',
  messageExpression:
    '"annotation " + variables.strangeAnnotations[0] + " is none that the tenant may use: " + variables.allowedAnnotations.join(", ")',
};

/** Whether no annotation has a key that begins as one of these. It takes a variable `annotations`. */
export function hasNoneOf(beginnings: readonly string[]): string {
  return `variables.annotations.all(a, !${celTexts(beginnings)}.exists(b, a.startsWith(b)))`;
}
