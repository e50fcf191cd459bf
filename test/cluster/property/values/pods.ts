import * as fc from 'fast-check';
import type { PodOptions } from '../../../../lib';
import { initContainer, sidecar } from './containers';
import { integers } from './integers';
import { annotations, labels } from './labels';
import { dnsSubdomain } from './names';
import type { Fields } from './records';
import { tolerations } from './tolerations';

/** The props of pods that every construct with pods takes. */
export const podFields: Fields<PodOptions> = {
  initContainers: fc.array(initContainer, { maxLength: 2 }),
  sidecars: fc.array(sidecar, { maxLength: 2 }),
  podAnnotations: annotations,
  priorityClassName: dnsSubdomain,
  nodeSelector: labels,
  tolerations,
  terminationGracePeriodSeconds: integers(0, 600),
};
