import { z } from 'zod';
import { celRules } from '../kind/schema/fields';

const UNITS = "{'Mi': 1, 'Gi': 1024, 'Ti': 1048576}";

/**
 * A size of more than nothing. Text and not a quantity, so it is emitted as given; with 12 digits at most, of
 * which mebibytes still fit into 64 bits. Source: the guide's schema, whose pattern it narrows by zero.
 */
function size() {
  return z
    .string()
    .max(14)
    .regex(/^0*[1-9][0-9]*[MGT]i$/);
}

/** CEL for the mebibytes of a size, without `quantity()`, which servers have from Kubernetes 1.29 on. */
export function mebibytes(path: string): string {
  return `int(${path}.substring(0, ${path}.size() - 2)) * ${UNITS}[${path}.substring(${path}.size() - 2)]`;
}

/** Size of the volume of an instance. */
export function volumeSize() {
  return size().describe(
    'Size of the volume of each instance: a whole number of Mi, Gi or Ti, such as 100Gi. It can grow where the storage class allows it, but never shrink.',
  );
}

/** Size of the volumes of a database that is there. */
export const storage = volumeSize().meta(
  celRules({
    rule: `${mebibytes('self')} >= ${mebibytes('oldSelf')}`,
    message: 'storage cannot shrink: volumes only grow; restore a backup into a smaller database instead',
  }),
);

/** Amount of memory of a container. */
export function memory(what: string) {
  return size().describe(`${what}: a whole number of Mi, Gi or Ti, such as 512Mi.`);
}
