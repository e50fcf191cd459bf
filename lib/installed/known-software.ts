import type { InstalledSoftware } from '../core/installed-software';
import { CERT_MANAGER } from './cert-manager';
import { CROSSPLANE } from './crossplane';
import { FLUX } from './flux';
import { ISTIO } from './istio';
import { PROMETHEUS_OPERATOR } from './prometheus-operator';
import { STRIMZI } from './strimzi';

/** Software that is declared here, by the name of its declaration. */
export const KNOWN_SOFTWARE = { CERT_MANAGER, CROSSPLANE, FLUX, ISTIO, PROMETHEUS_OPERATOR, STRIMZI };

/** The declaration here that has a kind, by its name; `undefined` for a kind of none. */
export function declarationOf(
  group: string,
  kind: string,
): { readonly declaration: string; readonly software: InstalledSoftware } | undefined {
  const found = Object.entries(KNOWN_SOFTWARE).find(([, { kinds }]) =>
    kinds.some((known) => known.group === group && known.kind === kind),
  );
  return found && { declaration: found[0], software: found[1] };
}
