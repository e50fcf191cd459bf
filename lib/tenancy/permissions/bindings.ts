import { REASON } from '../../core/reason';
import type { RenderedObject } from '../../core/rendered-object';
import type { TenantFacts } from '../tenants';

/** Whether a tenant itself rendered a binding: it is what the tenant gives. */
export function isBindingOf({ path }: TenantFacts, binding: RenderedObject): boolean {
  return binding.path.startsWith(`${path}/`);
}

/** Why a binding gives a member of a tenant what the tenant does not, where it says so. */
export function reasonOf({ manifest }: RenderedObject): string | undefined {
  return manifest.metadata.annotations?.[REASON]?.trim() || undefined;
}
