import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Chart, JsonPatch } from 'cdk8s';
import {
  type Acknowledgement,
  CustomResourceDefinition,
  type CustomResourceDefinitionProps,
  type Kind,
  PlatformApp,
  Release,
  z,
} from '../../../lib';
import { kind } from '../widget';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evolution-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const replicas = (max: number): Kind =>
  kind({ spec: z.strictObject({ replicas: z.int().min(1).max(max).optional() }) });

let files = 0;

/** A release of a kind. */
function releaseOf(released: Kind): Release {
  files += 1;
  const file = path.join(folder, `${files}.yaml`);
  fs.writeFileSync(file, JSON.stringify(released.manifest()));
  return Release.file(file);
}

type Props = Partial<CustomResourceDefinitionProps>;

function declare(next: Kind, props: Props): CustomResourceDefinition {
  const app = new PlatformApp();
  return new CustomResourceDefinition(new Chart(app, 'kinds'), 'Toy', { kind: next, ...props });
}

/** What synth says of a kind after a release. */
function synth(
  next: Kind,
  props: Props,
  change: (made: CustomResourceDefinition) => void = () => {},
): string {
  const made = declare(next, props);
  change(made);
  try {
    (made.node.root as PlatformApp).units();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const lowered = (reason: string): Acknowledgement => ({
  field: 'v1.spec.replicas',
  change: 'maximum-lowered',
  reason,
});

test('a change that rejects stored objects stops synth, and says what, why and what to do', () => {
  const message = synth(replicas(3), { released: releaseOf(replicas(5)) });
  expect(message).toContain(
    '[kinds/Toy/Resource] v1.spec.replicas has its maximum lowered from 5 to 3: a stored object where it is 4 or 5 is refused when it is created again and whenever it is updated (from Kubernetes 1.30 on, whenever an update changes spec.replicas); ' +
      "fix: keep maximum at 5; or acknowledge { field: 'v1.spec.replicas', change: 'maximum-lowered', reason: '…' }",
  );
});

test('a change is made when a reason is given', () => {
  const released = releaseOf(replicas(5));
  expect(synth(replicas(3), { released, acknowledged: [lowered('nobody has more than 3')] })).toBe('');
});

test('one reason is not one for another change', () => {
  const next = kind({ spec: z.strictObject({ replicas: z.int().min(2).max(3).optional() }) });
  const message = synth(next, { released: releaseOf(replicas(5)), acknowledged: [lowered('none')] });
  expect(message).toContain('1 problem(s)');
  expect(message).toContain('v1.spec.replicas has its minimum raised from 1 to 2');
});

test('a reason for a change that is not made is stale', () => {
  const message = synth(replicas(5), { released: releaseOf(replicas(5)), acknowledged: [lowered('none')] });
  expect(message).toMatch(
    /\[kinds\/Toy\/Resource\] acknowledged names a change that is not made of the definition of .*\.yaml; given: {"field":"v1.spec.replicas","change":"maximum-lowered"}; fix: remove it/,
  );
});

test('a kind that was not released is new', () => {
  const released = releaseOf(kind({ kind: 'Game', plural: 'games' }));
  expect(synth(replicas(3), { released })).toBe('');
  expect(synth(replicas(3), { released, acknowledged: [lowered('none')] })).toMatch(
    /not made of any: .*\.yaml has no such definition/,
  );
});

test('a definition under another plural name is told to be another', () => {
  const message = synth(kind({ plural: 'playthings' }), { released: releaseOf(kind()) });
  expect(message).toContain('names.plural is changed from "toys" to "playthings"');
});

test('what is applied counts, not what was declared', () => {
  const change = ({ object }: CustomResourceDefinition): void =>
    object.addJsonPatch(
      JsonPatch.replace(
        '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/replicas/maximum',
        2,
      ),
    );
  const message = synth(replicas(5), { released: releaseOf(replicas(5)) }, change);
  expect(message).toContain('has its maximum lowered from 5 to 2');
});

test('without a release, any change is made', () => {
  expect(synth(replicas(3), {})).toBe('');
});

test.each<[string, Props, string]>([
  [
    'a file that is not there',
    { released: Release.file('nowhere.yaml') },
    '[kinds/Toy] released cannot be read: ENOENT',
  ],
  [
    'a reason that says nothing',
    { released: releaseOf(replicas(5)), acknowledged: [lowered(' ')] },
    '[kinds/Toy] acknowledged has no reason for maximum-lowered of v1.spec.replicas; given: " "; allowed: why it does no harm',
  ],
  [
    'a reason without a release',
    { acknowledged: [lowered('none')] },
    '[kinds/Toy] acknowledged is of changes, but there is no release that anything could have changed since; fix: state released as well',
  ],
])('%s is refused where the definition is declared', (_, props, message) => {
  expect(() => declare(replicas(3), props)).toThrow(message);
});
