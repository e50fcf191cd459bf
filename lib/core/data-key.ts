import { PlatformError } from './errors';

/**
 * Returns the key when it may be one of a Secret or ConfigMap.
 * Source: `IsConfigMapKey` in k8s.io/apimachinery, pkg/util/validation.
 * @throws PlatformError without a path when it may not
 */
export function checkDataKey(key: string): string {
  if (typeof key === 'string' && /^[-._a-zA-Z0-9]{1,253}$/.test(key) && !/^(\.$|\.\.)/.test(key)) return key;
  throw new PlatformError({
    problem: 'is not a key of a Secret or ConfigMap',
    given: key,
    allowed: 'at most 253 letters, digits, "-", "_" and ".", not starting with ".."',
  });
}
