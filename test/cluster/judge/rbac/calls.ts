import type { Client } from '../../bed/client';
import { type Judgement, settled } from '../judgement';
import { type Call, make } from './call';

/** Authorizers learn of roles a moment after these are written. */
const PATIENCE = 2_000;

/** Makes calls that have to succeed: each that does not is a finding. */
export async function judgeAllowed(client: Client, calls: readonly Call[]): Promise<Judgement> {
  const results = await Promise.all(calls.map((call) => settled(PATIENCE, () => allowed(client, call))));
  const findings = results.flatMap((result) => result.findings);
  return { findings, counts: { 'calls allowed': calls.length - findings.length } };
}

/** Makes calls that have to be forbidden by the authorizer, not by what comes after it: each other is a finding. */
export async function judgeForbidden(client: Client, calls: readonly Call[]): Promise<Judgement> {
  const results = await Promise.all(calls.map((call) => forbidden(client, call)));
  const findings = results.flat();
  return { findings, counts: { 'calls forbidden': calls.length - findings.length } };
}

/**
 * Makes calls as somebody who may do anything: each that the server does not serve is a finding. Whoever may do nothing
 * is forbidden those as well, and a mistyped path would pass for a judgement.
 */
export async function judgeServed(admin: Client, calls: readonly Call[]): Promise<Judgement> {
  const answers = await Promise.all(calls.map((call) => make(admin, call)));
  const findings = answers.flatMap(({ status, body }, index) => {
    const unserved = status === 404 && / could not find the requested resource/.test(String(body.message));
    const finding = `${calls[index]?.what} is not served: ${status} ${body.message}`;
    // What is protected from deletion is so from administrators as well.
    const held = / ValidatingAdmissionPolicy '/.test(String(body.message));
    return unserved || (status === 403 && !held) || status === 405 ? [finding] : [];
  });
  return { findings, counts: {} };
}

async function allowed(client: Client, call: Call): Promise<{ readonly findings: readonly string[] }> {
  const { status, body } = await make(client, call);
  const good = (status >= 200 && status < 300) || call.accepts?.includes(status);
  return { findings: good ? [] : [`${call.what} fails: ${status} ${body.message}`] };
}

async function forbidden(client: Client, call: Call): Promise<readonly string[]> {
  const { status, body } = await make(client, call);
  if (status === 403 && / cannot \w+ (resource|path) /.test(String(body.message))) return [];
  return [`${call.what} is not forbidden: ${status} ${body.message ?? ''}`];
}
