import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { type Judgement, nameOf, settled } from './judgement';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

/** What a server says of a definition that it serves: all of these hold, and no other does. */
const GOOD = ['Established', 'NamesAccepted'];

/**
 * Applies CustomResourceDefinitions: each that is refused or that the server finds fault with is a finding.
 * @param patience how long the server may take to serve one, in milliseconds
 */
export async function judgeDefinitions(
  client: Client,
  objects: readonly Manifest[],
  patience = 30_000,
): Promise<Judgement> {
  const definitions = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const findings: string[] = [];
  for (const definition of definitions) findings.push(...(await faultsOf(client, definition, patience)));
  return { findings, counts: { 'definitions judged': definitions.length } };
}

async function faultsOf(client: Client, definition: Manifest, patience: number): Promise<readonly string[]> {
  const applied = await client.apply(definition);
  const name = nameOf(definition);
  if (applied.status >= 300) return [`${name} is refused: ${applied.status} ${applied.body.message}`];
  const { findings } = await settled(patience, () => conditionsOf(client, definition));
  return findings.map((finding) => `${name} ${finding}`);
}

async function conditionsOf(
  client: Client,
  definition: Manifest,
): Promise<{ readonly findings: readonly string[] }> {
  const { status } = (await client.get(definition)).body as {
    readonly status?: { readonly conditions?: readonly Condition[] | null };
  };
  const conditions = status?.conditions ?? [];
  const wrong = conditions.filter(
    (condition) => (condition.status === 'True') !== GOOD.includes(condition.type),
  );
  const missing = GOOD.filter((good) => !conditions.some(({ type }) => type === good));
  return {
    findings: [
      ...wrong.map(({ type, status: is, message }) => `has ${type} ${is}: ${message}`),
      ...missing.map((type) => `has no ${type}`),
    ],
  };
}
