import type { Construct } from 'constructs';
import { checkDataKey } from '../core/data-key';
import { at, inProp, PlatformError } from '../core/errors';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { LOCKED } from './labels';

/** What the API server takes of the data of a ConfigMap. Source: `MaxSecretSize` in k8s.io/api, core/v1. */
const MOST_BYTES = 1024 * 1024;

/** Data of ConfigMaps, by their names. */
export type SharedConfig = Readonly<Record<string, StringMap>>;

/** Emits the ConfigMaps that every namespace of a tenant gets. */
export function emitSharedConfig(scope: Construct, config: SharedConfig): void {
  for (const [name, data] of Object.entries(config)) {
    at(scope, `sharedConfig.${name}`, () => {
      refuseTaken(name);
      checkData(data);
    });
    emit(scope, `ConfigMap-${name}`, 'v1/ConfigMap', { name, labels: LOCKED }, { data: { ...data } });
  }
}

/** Kubernetes keeps its certificate in every namespace, and would write over what anybody else puts there. */
function refuseTaken(name: string): void {
  if (name !== 'kube-root-ca.crt') return;
  throw new PlatformError({
    problem: 'is kept by Kubernetes itself',
    given: name,
    allowed: 'any other name',
  });
}

function checkData(data: StringMap): void {
  if (Object.keys(data).length === 0) {
    throw new PlatformError({ problem: 'holds nothing', given: data, allowed: 'at least one key' });
  }
  let bytes = 0;
  for (const [key, value] of Object.entries(data)) {
    inProp(key, () => checkDataKey(key));
    if (typeof value !== 'string') {
      throw new PlatformError({ problem: 'is not text', given: value, allowed: 'a string' }, { prop: key });
    }
    bytes += Buffer.byteLength(value);
  }
  if (bytes <= MOST_BYTES) return;
  throw new PlatformError({
    problem: 'is too large',
    given: `${bytes} bytes`,
    allowed: `${MOST_BYTES} bytes`,
  });
}
