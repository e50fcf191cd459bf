import { LOCKED_LABEL } from '../core/labels';

/** Label that tells the tenant of a namespace, and of what shares a namespace with other tenants. */
export const TENANT_LABEL = 'cdk8s-platform/tenant';

/** Label of a namespace that several tenants share. Its value is `true`. */
export const SHARED_LABEL = 'cdk8s-platform/shared';

/** Label of a namespace whose tenant is cordoned: nothing new starts in it. Its value is `true`. */
export const CORDONED_LABEL = 'cdk8s-platform/cordoned';

/** Label of a namespace that is not to be deleted. Its value is `true`. */
export const DELETION_PROTECTION_LABEL = 'cdk8s-platform/deletion-protection';

/** Labels of what no member may change. */
export const LOCKED = { [LOCKED_LABEL]: 'true' } as const;
