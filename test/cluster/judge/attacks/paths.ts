import { RED } from './attacked';

/** The namespace that attackers are members of. */
export const NAMESPACE = `/api/v1/namespaces/${RED}`;
