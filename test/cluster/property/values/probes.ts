import * as fc from 'fast-check';
import { Probe, type ProbeTiming } from '../../../../lib';
import { integers, port } from './integers';
import { made } from './made';
import { partial } from './records';
import { text } from './texts';

const timing = partial<ProbeTiming>({
  periodSeconds: integers(1, 300),
  timeoutSeconds: integers(1, 60),
  failureThreshold: integers(1, 30),
});

/** Probes of every form. */
export const probe: fc.Arbitrary<Probe> = fc.oneof(
  made(fc.tuple(text, port, timing), ([path, number, rest]) => Probe.http(`/${path}`, number, rest)),
  made(fc.tuple(text, port, timing), ([path, number, rest]) => Probe.https(`/${path}`, number, rest)),
  made(fc.tuple(port, timing), ([number, rest]) => Probe.tcp(number, rest)),
  made(fc.tuple(port, timing), ([number, rest]) => Probe.grpc(number, rest)),
  made(fc.tuple(fc.array(text, { minLength: 1, maxLength: 3 }), timing), ([words, rest]) =>
    Probe.exec(words, rest),
  ),
);
