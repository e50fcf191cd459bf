import * as fc from 'fast-check';
import type { ContainerPort, ContainerProps, NamedContainerProps } from '../../../../lib';
import { env } from './env';
import { image } from './images';
import { port } from './integers';
import { dnsLabel } from './names';
import { absolutePath } from './paths';
import { probe } from './probes';
import { type Fields, partial } from './records';
import { resources } from './resources';
import { text } from './texts';
import { mounts } from './volumes';

const words = fc.array(text, { maxLength: 3 });

/** The props of a container that every construct with pods takes, beside its image. */
export const containerFields: Fields<Omit<ContainerProps, 'name' | 'ports' | 'image'>> = {
  imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent'),
  command: words,
  args: words,
  env,
  resources,
  liveness: probe,
  readiness: probe,
  startup: probe,
  mounts,
  writablePaths: fc.uniqueArray(absolutePath, { maxLength: 3 }),
  runAsUser: fc.oneof(fc.integer({ min: 1, max: 65_534 }), fc.constantFrom(1, 2 ** 31 - 1)),
};

const containerPort: fc.Arbitrary<ContainerPort> = fc
  .tuple(fc.stringMatching(/^[a-z0-9]{1,6}-?[a-z][a-z0-9]{0,6}$/), port)
  .map(([name, number]) => ({ name, port: number }));
const ports = fc.uniqueArray(containerPort, { maxLength: 2, selector: ({ name }) => name });

/** A container beside the main one. */
export const sidecar: fc.Arbitrary<NamedContainerProps> = fc
  .tuple(dnsLabel, image, partial({ ...containerFields, ports }))
  .map(([name, of, rest]) => ({ ...rest, name, image: of }));

const { liveness, readiness, startup, ...initFields } = containerFields;

/** A container that runs to completion. */
export const initContainer: fc.Arbitrary<Omit<NamedContainerProps, 'liveness' | 'readiness' | 'startup'>> = fc
  .tuple(dnsLabel, image, partial({ ...initFields, ports }))
  .map(([name, of, rest]) => ({ ...rest, name, image: of }));
