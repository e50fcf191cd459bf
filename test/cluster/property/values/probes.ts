import * as fc from 'fast-check';
import { Probe, type ProbeTiming } from '../../../../lib';
import { integers, port } from './integers';
import { partial } from './records';
import { text } from './texts';

const timing = partial<ProbeTiming>({
  periodSeconds: integers(1, 300),
  timeoutSeconds: integers(1, 60),
  failureThreshold: integers(1, 30),
});

/** Probes of every form. */
export const probe: fc.Arbitrary<Probe> = fc.oneof(
  fc.tuple(text, port, timing).map(([path, number, rest]) => Probe.http(`/${path}`, number, rest)),
  fc.tuple(port, timing).map(([number, rest]) => Probe.tcp(number, rest)),
  fc.tuple(port, timing).map(([number, rest]) => Probe.grpc(number, rest)),
  fc
    .tuple(fc.array(text, { minLength: 1, maxLength: 3 }), timing)
    .map(([words, rest]) => Probe.exec(words, rest)),
);
