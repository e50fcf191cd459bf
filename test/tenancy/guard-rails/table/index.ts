import { ENDPOINTS } from './endpoints';
import { IMAGES } from './images';
import { INGRESSES } from './ingresses';
import { NETWORK_POLICIES } from './network-policies';
import { POD_NETWORKS } from './pod-networks';
import { ROLE_BINDINGS } from './role-bindings';
import { ROUTES } from './routes';
import type { Row } from './row';
import { SCHEDULING } from './scheduling';
import { SERVICES } from './services';
import { STORAGE } from './storage';

export type { Row } from './row';

/** Every row. */
export const TABLE: readonly Row[] = [
  ...IMAGES,
  ...SERVICES,
  ...INGRESSES,
  ...ROUTES,
  ...STORAGE,
  ...SCHEDULING,
  ...POD_NETWORKS,
  ...NETWORK_POLICIES,
  ...ENDPOINTS,
  ...ROLE_BINDINGS,
];
