import type { OpenApiSchema } from '../../../lib';
import { scaleProblems } from '../../../lib/kind/validation/scale';
import { validateObject } from '../../../lib/kind/validation/validate';
import type { Client } from '../bed/client';
import { changed, changes, definition, objectWith, values } from '../fixtures/values';
import type { Value } from '../fixtures/values/kit';
import type { Judgement } from './judgement';
import { established } from './ready';

/** Makes the API server serve the kind of the values, whatever it warns of, such as formats that it does not know. */
export async function defineValues(client: Client): Promise<void> {
  const { status, body } = await client.apply(definition);
  if (status >= 300) throw new Error(`the kind of the values is refused: ${status} ${body.message}`);
  await established(client, String(definition.metadata.name));
}

const { versions } = definition.spec as {
  readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: OpenApiSchema } }];
};
const schema = versions[0].schema.openAPIV3Schema;

/** Puts every value before the API server by a dry run: each that it judges otherwise than we do is a finding. */
export async function judgeValues(
  client: Client,
  minor: string,
  check: typeof validateObject = validateObject,
): Promise<Judgement> {
  const counts = { accepted: 0, refused: 0 };
  const findings = await Promise.all(
    values.map(async (value, index): Promise<readonly string[]> => {
      const object = objectWith(index);
      const send = value.by === 'apply' ? client.apply.bind(client) : client.create.bind(client);
      const { status, body } = await send(object, { dryRun: 'All' });
      const accepted = status < 300;
      if (!accepted && status !== 400 && status !== 422 && status !== 500) {
        return [`${value.what}: cannot be judged: ${status} ${body.message}`];
      }
      counts[accepted ? 'accepted' : 'refused']++;
      const problems = check(schema, object);
      if (accepted === passes(value, minor, problems.length === 0)) return [];
      const ours = problems.map(({ field, problem }) => `${field} ${problem.problem}`).join('; ');
      return [`${value.what}: ${status} ${accepted ? '' : body.message}, but by us: ${ours || 'accepted'}`];
    }),
  );
  return {
    findings: findings.flat(),
    counts: { 'values accepted, as by us': counts.accepted, 'values refused, as by us': counts.refused },
  };
}

/** Puts whole objects before the API server by a dry run: each that it judges otherwise than we do is a finding. */
export async function judgeObjects(client: Client): Promise<Judgement> {
  const findings = await Promise.all(
    changes.map(async ([what, change]): Promise<readonly string[]> => {
      const object = changed(change);
      const { status, body } = await client.create(object, { dryRun: 'All' });
      const problems = [...validateObject(schema, object), ...scaleProblems('.spec.replicas', object)];
      const ours = problems.map(({ field, problem }) => `${field} ${problem.problem}`).join('; ');
      if (status < 300 === (problems.length === 0)) return [];
      return [`${what}: ${status} ${body.message ?? ''}, but by us: ${ours || 'accepted'}`];
    }),
  );
  return { findings: findings.flat(), counts: { 'objects judged, as by us': changes.length } };
}

/** What is to be expected of a version, by what we say, which is what the newest does. */
function passes({ otherwise = [] }: Value, minor: string, byUs: boolean): boolean {
  return otherwise.includes(minor) ? !byUs : byUs;
}
