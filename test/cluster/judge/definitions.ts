import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { type Judgement, nameOf } from './judgement';
import { ready } from './ready';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

/** What a server says of a definition that it serves: all of these hold, and no other does. */
const GOOD = ['Established', 'NamesAccepted'];

/** Applies CustomResourceDefinitions: each that is refused or that the server finds fault with is a finding. */
export async function judgeDefinitions(client: Client, objects: readonly Manifest[]): Promise<Judgement> {
  const definitions = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const findings: string[] = [];
  for (const definition of definitions) findings.push(...(await faultsOf(client, definition)));
  return { findings, counts: { 'definitions judged': definitions.length } };
}

async function faultsOf(client: Client, definition: Manifest): Promise<readonly string[]> {
  const applied = await client.apply(definition);
  const name = nameOf(definition);
  if (applied.status >= 300) return [`${name} is refused: ${applied.status} ${applied.body.message}`];
  await ready(client, definition);
  const { status } = (await client.get(definition)).body as {
    readonly status?: { readonly conditions?: readonly Condition[] };
  };
  const holding = (status?.conditions ?? []).filter((condition) => condition.status === 'True');
  const missing = GOOD.filter((type) => !holding.some((condition) => condition.type === type));
  const faults = holding.filter(({ type }) => !GOOD.includes(type));
  return [
    ...missing.map((type) => `${name} is not ${type}`),
    ...faults.map(({ type, message }) => `${name} is ${type}: ${message}`),
  ];
}
