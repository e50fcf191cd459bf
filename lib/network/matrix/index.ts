export { ConnectionSet, type PortRange } from './connection-set';
export { networkMatrix } from './matrix-of';
export { OTHER_NAMESPACES } from './namespaces';
export {
  type AddressEndpoint,
  type MatrixEndpoint,
  NetworkMatrix,
  type PodEndpoint,
  type Way,
} from './network-matrix';
export type { OpenedBy } from './opening';
export type { MatrixRow, RowEnd } from './rows';
export type { NamedPort } from './rule-ports';
export type { MatrixSide } from './sides';
export type { WorkloadPods } from './workloads';
