import { PlatformError } from '../core/errors';
import type { CustomResourceDefinitionManifest } from './kind';

/**
 * Most bytes that a definition may have: `kubectl apply` keeps a copy of it in an annotation, and all annotations of an
 * object together may have 256 KiB.
 *
 * Source: TotalAnnotationSizeLimitB in k8s.io/apimachinery, pkg/api/validation/objectmeta.go.
 */
const MOST_BYTES = 256 * 1024;

/** Bytes of a definition as JSON, which is what `kubectl apply` keeps of it. */
export function sizeOf(definition: CustomResourceDefinitionManifest): number {
  return Buffer.byteLength(JSON.stringify(definition));
}

/** @throws PlatformError without a path, for a definition that `kubectl apply` could not keep a copy of */
export function checkSize(definition: CustomResourceDefinitionManifest): void {
  const size = sizeOf(definition);
  if (size <= MOST_BYTES) return;
  throw new PlatformError({
    problem: `is a definition of ${size} bytes, of which "kubectl apply" could keep no copy in an annotation`,
    allowed: `${MOST_BYTES} bytes`,
    fix: 'shorten descriptions, drop versions that are no longer served, or make two kinds of it',
  });
}
