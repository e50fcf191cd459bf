import type { Client, Identity } from '../../bed/client';
import { type Judgement, settled } from '../judgement';
import { type Call, make } from '../rbac/call';

/**
 * Who attacks: the members of tenant red and its account, somebody of the platform who may change namespaces and no more,
 * and an administrator who slips.
 */
export type Attacker = 'owner' | 'editor' | 'viewer' | 'account' | 'labeller' | 'administrator';

/** What a tenant must not come to do, and what of the same sort it may. */
export interface Attack {
  /** What is tried, as a phrase. */
  readonly what: string;
  /** Who tries it. */
  readonly as: Attacker;
  /** How. */
  readonly call: Call;
  /** What has to refuse it: a part of the message. */
  readonly guard: RegExp;
  /** Something like it that the same attacker may do, so that it is not refused for another reason. */
  readonly control: Call;
  /**
   * Version of Kubernetes from which servers keep the field that it is about, by default.
   * @default - every one that is supported
   */
  readonly since?: string;
}

/** An attack. */
export function attack(what: string, as: Attacker, call: Call, guard: RegExp, control: Call): Attack {
  return { what, as, call, guard, control };
}

/** Roles: nothing that the attacker is bound to has the verb. */
export const ROLES = / cannot \w+ resource /;
/** Nobody gives what they do not have. */
export const ESCALATION = /attempting to grant RBAC permissions not currently held/;
/** The pod security level of the namespace. */
export const POD_SECURITY = /violates PodSecurity/;
/** The quota of the namespace. */
export const QUOTA = /exceeded quota: tenant-quota/;

/** A guard rail. */
export function rail(name: string): RegExp {
  return new RegExp(`ValidatingAdmissionPolicy 'tenant-${name}' with binding '[^']+' denied request`);
}

/** How long the server takes to know of new roles and policies. */
const PATIENCE = 10_000;

/**
 * Tries an attack and what is like it: a finding where the first passes or the second does not.
 * @param patience in milliseconds
 */
export async function judgeAttack(
  client: Client,
  identities: Readonly<Record<Attacker, Identity>>,
  { what, as, call, guard, control }: Attack,
  patience = PATIENCE,
): Promise<Judgement> {
  const attacker = client.as(identities[as]);
  return settled(patience, async () => {
    const [attacked, controlled] = await Promise.all([make(attacker, call), make(attacker, control)]);
    const message = String(attacked.body.message);
    const refused = attacked.status >= 400 && guard.test(message);
    const allowed = controlled.status < 300 || control.accepts?.includes(controlled.status) === true;
    return {
      findings: [
        ...(refused ? [] : [`${what}, as ${as}: ${attacked.status} ${message}, not refused by ${guard}`]),
        ...(allowed ? [] : [`${control.what}, as ${as}: ${controlled.status} ${controlled.body.message}`]),
      ],
      counts: { 'attacks refused': Number(refused), 'controls allowed': Number(allowed) },
    };
  });
}
